type Content = Node | string | undefined;

/** An element of HTML with attributes and content. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.filter((one) => one !== undefined));
  return made;
}

/** A button that looks like a link. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'link-button' }, text);
  made.addEventListener('click', act);
  return made;
}

/** A heading with a list below it; nothing for an empty one. */
export function section(title: string, items: readonly Content[]): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  return element('section', {}, element('h3', {}, title), element('ul', {}, ...items.map((item) => element('li', {}, item))));
}

/** The element of the page with an id. */
export function byId<Kind extends Element>(id: string): Kind {
  return document.getElementById(id) as unknown as Kind;
}
