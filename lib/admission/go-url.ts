import { isIP } from 'node:net';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a URL has none
const CONTROL = /[\x00-\x1f\x7f]/;
const SCHEME = /^([a-zA-Z][-+.a-zA-Z0-9]*):(.*)$/s;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const USER = /^[-\w.~!$&'()*+,;=:%@]*$/;
const HOST = /^(?:[^ -~]|[-\w.~!$&'()*+,;=:[\]<>"]|%(?:25|[89a-fA-F][0-9a-fA-F]))*$/;
const ZONE = /^(?:[^ -~]|[-\w.~!$&'()*+,;=:[\]<>" ]|%[0-9a-fA-F]{2})+$/;
const PORT = /^(?::[0-9]*)?$/;

/** Whether a text is an IPv6 address in brackets, perhaps with its zone and a port. */
function isLiteral(text: string): boolean {
  const end = text.lastIndexOf(']');
  const [address = '', ...zone] = text.slice(1, Math.max(end, 1)).split('%25');
  const isPlaced = zone.length === 0 || ZONE.test(zone.join('%25'));
  return end !== -1 && PORT.test(text.slice(end + 1)) && isIP(address) === 6 && isPlaced;
}

function isHost(text: string, scheme: string): boolean {
  const bracket = text.lastIndexOf('[');
  if (bracket !== -1) return bracket === 0 && isLiteral(text);
  const colon = scheme === 'http' || scheme === 'https' ? text.indexOf(':') : text.lastIndexOf(':');
  return HOST.test(text) && (colon === -1 || PORT.test(text.slice(colon)));
}

function isAuthority(text: string, scheme: string): boolean {
  const at = text.lastIndexOf('@');
  const user = text.slice(0, Math.max(at, 0));
  return USER.test(user) && !BAD_ESCAPE.test(user) && isHost(text.slice(at + 1), scheme);
}

/** Scheme of a URL, or '' of a path with none; undefined where Go does not take the text for the target of a request. */
function schemeOf(text: string, hasHost: (rest: string, scheme: string) => boolean): string | undefined {
  if (text === '*') return '';
  const [, given = '', after = text] = SCHEME.exec(text) ?? [];
  const scheme = given.toLowerCase();
  const rest = after.split('?', 1)[0] ?? '';
  if (!rest.startsWith('/')) return scheme === '' ? undefined : scheme;
  const [authority = '', ...path] = hasHost(rest, scheme) ? rest.slice(2).split('/') : ['', rest];
  return isAuthority(authority, scheme) && !BAD_ESCAPE.test(path.join('/')) ? scheme : undefined;
}

/**
 * What Go makes of the target of a request: its scheme in small letters, '' for a path. Undefined for what it takes for no target at all,
 * and `invalid` for what it does, and finds no URL in.
 */
export function requestScheme(text: string): string | undefined {
  if (text === '' || CONTROL.test(text)) return undefined;
  const scheme = schemeOf(text, (rest, given) => given !== '' && rest.startsWith('//'));
  if (scheme === undefined) return undefined;
  const [url = '', ...fragment] = text.split('#');
  const isUrl = schemeOf(url, (rest, given) => rest.startsWith('//') && (given !== '' || !rest.startsWith('///'))) !== undefined;
  return isUrl && !BAD_ESCAPE.test(fragment.join('#')) ? scheme : 'invalid';
}

/** The host in a URL, without port and brackets, empty where it has none; undefined for what Go does not take for a URL. */
export function urlHostname(text: string): string | undefined {
  const hash = text.indexOf('#');
  const [url, fragment] = hash < 0 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
  if (CONTROL.test(text) || BAD_ESCAPE.test(fragment) || url.startsWith(':')) return undefined;
  const [, given = '', after = url] = SCHEME.exec(url) ?? [];
  const rest = after.split('?', 1)[0] ?? '';
  if (!rest.startsWith('/')) {
    const isOpaque = given !== '';
    const [segment = ''] = rest.split('/', 1);
    return isOpaque || !(segment.includes(':') || BAD_ESCAPE.test(rest)) ? '' : undefined;
  }
  const hasHost = rest.startsWith('//') && (given !== '' || !rest.startsWith('///'));
  const [authority = '', ...path] = hasHost ? rest.slice(2).split('/') : ['', rest];
  if (!isAuthority(authority, given.toLowerCase()) || BAD_ESCAPE.test(path.join('/'))) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const [, bracketed, plain = ''] = /^(?:\[([^\]]*)\]|(.*?))(?::\d*)?$/s.exec(host) ?? [];
  return (bracketed ?? plain).replace('%25', '%');
}
