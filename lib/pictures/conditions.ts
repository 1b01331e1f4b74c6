import type { HttpMatch, TcpMatch, TextMatch, TlsMatch } from '../model/virtual-service';

const KIND = { exact: '=', prefix: '=', regex: '~' } as const;

/** A condition on a text: `path = /login`, `path = /api*`, `path ~ ^/v[0-9]`, `has user`. */
function onText(name: string, match: TextMatch): string {
  if (match.exact !== undefined) return `${name} ${KIND.exact} ${match.exact}`;
  if (match.prefix !== undefined) return `${name} ${KIND.prefix} ${match.prefix}*`;
  if (match.regex !== undefined) return `${name} ${KIND.regex} ${match.regex}`;
  return `has ${name}`;
}

const onTexts = (matches: Readonly<Record<string, TextMatch>> | undefined, before = '') =>
  Object.entries(matches ?? {}).map(([name, match]) => `${before}${onText(name, match)}`);

const labels = (all: Readonly<Record<string, string>> | undefined) =>
  Object.entries(all ?? {}).map(([key, value]) => `from ${key}=${value}`);

const together = (parts: readonly string[]) => parts.join(' and ');

/** The conditions of a set in words; empty for one that always holds. */
export function describeHttpMatch(match: HttpMatch): string {
  const { uri, method, authority, scheme, port, sourceNamespace } = match;
  return together([
    ...(uri === undefined ? [] : [onText('path', uri)]),
    ...(method === undefined ? [] : [onText('method', method)]),
    ...(authority === undefined ? [] : [onText('host', authority)]),
    ...(scheme === undefined ? [] : [onText('scheme', scheme)]),
    ...onTexts(match.headers),
    ...onTexts(match.withoutHeaders, 'not '),
    ...onTexts(match.queryParams, '?'),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...labels(match.sourceLabels),
    ...(sourceNamespace === undefined || sourceNamespace === '' ? [] : [`from namespace ${sourceNamespace}`]),
  ]);
}

/** The conditions of a set about connections in words; empty for one that always holds. */
export function describeLayer4Match(match: TcpMatch | TlsMatch): string {
  const sni = 'sniHosts' in match ? match.sniHosts : undefined;
  const { destinationSubnets = [], port, sourceNamespace } = match;
  return together([
    ...(sni === undefined ? [] : [`SNI ${sni.join(' or ')}`]),
    ...(destinationSubnets.length === 0 ? [] : [`to ${destinationSubnets.join(' or ')}`]),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...labels(match.sourceLabels),
    ...(sourceNamespace === undefined || sourceNamespace === '' ? [] : [`from namespace ${sourceNamespace}`]),
  ]);
}
