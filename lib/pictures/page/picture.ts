/** The drawn elements by what they stand for. */
export class Picture {
  readonly #nodes = new Map<string, SVGGElement[]>();
  readonly #links = new Map<string, SVGGElement[]>();
  readonly #overlay: SVGGElement;

  constructor(readonly svg: SVGSVGElement) {
    for (const one of svg.querySelectorAll<SVGGElement>('[data-node]')) append(this.#nodes, one.dataset['node'] ?? '', one);
    for (const one of svg.querySelectorAll<SVGGElement>('[data-link]')) append(this.#links, one.dataset['link'] ?? '', one);
    this.#overlay = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    this.#overlay.setAttribute('class', 'overlay');
    svg.append(this.#overlay);
  }

  nodeElement(id: string): SVGGElement | undefined {
    return this.#nodes.get(id)?.[0];
  }

  linkElements(id: string): readonly SVGGElement[] {
    return this.#links.get(id) ?? [];
  }

  /** The middle of a node. */
  middleOf(id: string): DOMPoint | undefined {
    return middle(this.nodeElement(id));
  }

  middleOfLink(id: string): DOMPoint | undefined {
    const found = this.linkElements(id);
    const label = found.find((one) => one.classList.contains('label'));
    if (label !== undefined) return middle(label);
    const path = found[0]?.querySelector('path');
    return path === null || path === undefined ? undefined : (path.getPointAtLength(path.getTotalLength() / 2) as DOMPoint);
  }

  /** Marks some nodes and lines, and no others. */
  mark(name: 'selected' | 'found' | 'on', nodes: Iterable<string>, links: Iterable<string> = []): void {
    for (const one of this.svg.querySelectorAll(`.${name}`)) one.classList.remove(name);
    for (const id of nodes) for (const one of this.#nodes.get(id) ?? []) one.classList.add(name);
    for (const id of links) for (const one of this.linkElements(id)) one.classList.add(name);
  }

  clearOverlay(): void {
    this.#overlay.replaceChildren();
    this.svg.classList.remove('following');
  }

  /** Draws a request from the border of one node to that of another. */
  arrow(from: string, to: string): void {
    const [start, end] = [this.middleOf(from), this.middleOf(to)];
    if (start === undefined || end === undefined || from === to) return;
    const [tail, head] = [this.#borderOf(from, start, end), this.#borderOf(to, end, start)];
    const [dx, dy] = [head.x - tail.x, head.y - tail.y];
    const bend = Math.min(80, Math.hypot(dx, dy) / 5);
    this.#shape('path', {
      class: 'sent',
      d: `M${tail.x} ${tail.y}Q${tail.x + dx / 2} ${tail.y + dy / 2 - bend} ${head.x} ${head.y}`,
    });
    this.#shape('circle', { class: 'arrived', cx: String(head.x), cy: String(head.y), r: '5' });
    this.svg.classList.add('following');
  }

  /** Where the way from the middle of a node to somewhere leaves its box. */
  #borderOf(id: string, middle: DOMPoint, towards: DOMPoint): { readonly x: number; readonly y: number } {
    const box = this.nodeElement(id)?.querySelector<SVGGraphicsElement>('.shape')?.getBBox();
    const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
    if (box === undefined || (dx === 0 && dy === 0)) return middle;
    const share = Math.min(Math.abs(box.width / 2 / (dx || 1e-9)), Math.abs(box.height / 2 / (dy || 1e-9)), 0.5);
    return { x: middle.x + dx * share, y: middle.y + dy * share };
  }

  /** Writes something above a point. */
  bubble(at: DOMPoint, text: string, tone: 'good' | 'bad'): void {
    const shown = text.length > 44 ? `${text.slice(0, 43)}…` : text;
    const label = this.#shape('text', {
      x: String(at.x),
      y: String(at.y + 4),
      'text-anchor': 'middle',
      'font-size': '12',
      'font-weight': '700',
    });
    label.textContent = shown;
    const { x, y, width, height } = (label as SVGTextElement).getBBox();
    const box = this.#shape('rect', {
      class: `bubble ${tone}`,
      x: String(x - 7),
      y: String(y - 4),
      width: String(width + 14),
      height: String(height + 8),
      rx: tone === 'good' ? '9' : '0',
    });
    label.before(box);
    this.svg.classList.add('following');
  }

  #shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    this.#overlay.append(made);
    return made;
  }
}

function append(map: Map<string, SVGGElement[]>, key: string, one: SVGGElement): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [one]);
  else list.push(one);
}

function middle(element: SVGGElement | undefined): DOMPoint | undefined {
  const matrix = element?.transform.baseVal.consolidate()?.matrix;
  return matrix === undefined ? undefined : new DOMPoint(matrix.e, matrix.f);
}
