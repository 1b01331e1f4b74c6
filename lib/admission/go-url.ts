// biome-ignore lint/suspicious/noControlCharactersInRegex: a URL has none
const CONTROL = /[\x00-\x1f\x7f]/;
const SCHEME = /^([a-zA-Z][-+.a-zA-Z0-9]*):(.*)$/s;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const USER = /^[-\w.~!$&'()*+,;=:%@]*$/;
const HOST = /^(?:[^ -~]|[-\w.~!$&'()*+,;=:[\]<>"]|%(?:25|[89a-fA-F][0-9a-fA-F]))*$/;
const PORT = /^(?::[0-9]*)?$/;

function isHost(text: string): boolean {
  if (!text.startsWith('[')) {
    const colon = text.lastIndexOf(':');
    return HOST.test(text) && (colon === -1 || PORT.test(text.slice(colon)));
  }
  const end = text.lastIndexOf(']');
  return end !== -1 && PORT.test(text.slice(end + 1)) && HOST.test(text.slice(0, end).replace(/%25.*$/s, ''));
}

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const user = text.slice(0, Math.max(at, 0));
  return USER.test(user) && !BAD_ESCAPE.test(user) && isHost(text.slice(at + 1));
}

/**
 * Scheme, in small letters, of what Go takes for the target of a request: a URL, or a path with no scheme, ''. Undefined for any other
 * text.
 */
export function requestScheme(text: string): string | undefined {
  if (text === '' || CONTROL.test(text)) return undefined;
  if (text === '*') return '';
  const [, scheme = '', after = text] = SCHEME.exec(text) ?? [];
  const rest = after.split('?', 1)[0] ?? '';
  if (!rest.startsWith('/')) return scheme === '' ? undefined : scheme.toLowerCase();
  const placed = rest.startsWith('//') && scheme !== '';
  const [authority = '', ...path] = placed ? rest.slice(2).split('/') : ['', rest];
  return isAuthority(authority) && !BAD_ESCAPE.test(path.join('/')) ? scheme.toLowerCase() : undefined;
}
