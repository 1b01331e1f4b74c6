import type { TestedRequest } from '../tested-mesh';
import { signedToken } from './signed-token';

const WORDS = /'([^']*)'|(\S+)/g;
const URL_PARTS = /^(http|https|tcp|tls):\/\/(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?(.*)$/;

/**
 * A request as it is written for `curl`, after the one who sends it: `<pod>.<namespace> [-X method] [-H 'name: value'] [--sni name] <url>`.
 * `{{claims}}` in a header is a token with these claims, in JSON. The host of the URL is dialled; another is asked for by a header.
 */
export function requestOf(line: string, senders: readonly string[]): TestedRequest {
  const [sender = '', ...words] = [...line.matchAll(WORDS)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const headers: [string, string][] = [];
  const options = new Map<string, string>();
  let url = '';
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '-H') {
      const header = words[++i] ?? '';
      const colon = header.indexOf(':');
      const value = header.slice(colon + 1).trim();
      headers.push([header.slice(0, colon), value.replace(/\{(\{.*\})\}/, (_, claims: string) => signedToken(claims))]);
    } else if (word.startsWith('-')) options.set(word, words[++i] ?? '');
    else url = word;
  }
  const [, scheme = '', host = '', port, path = ''] = URL_PARTS.exec(url) ?? [];
  if (scheme === '') throw new Error(`no URL in ${line}`);
  const isTls = scheme === 'https' || scheme === 'tls';
  const usual = isTls ? 443 : 80;
  const number = port === undefined ? usual : Number(port);
  const sni = options.get('--sni');
  const asked = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  return {
    proxy: senders.indexOf(sender),
    scheme: isTls ? 'https' : 'http',
    host: host.replace(/^\[|\]$/g, ''),
    port: number,
    method: options.get('-X') ?? 'GET',
    path: path.startsWith('/') ? path : `/${path}`,
    authority: asked ?? (number === usual ? host : `${host}:${number}`),
    headers: headers.filter(([name]) => name.toLowerCase() !== 'host'),
    ...(sni !== undefined && { sni }),
    ...(scheme === 'tcp' && { opaque: true }),
    about: line,
  };
}
