import type { HttpRule } from '../virtual-service';

const RANKS = ['regex', 'prefix', 'exact'] as const;

/** What decides which of two rules is asked first, the more important first; undefined for a rule that is asked last. */
function precedence({ matches: [first] }: HttpRule): readonly number[] | undefined {
  if (first === undefined) return undefined;
  const { uri, method, headers = {}, queryParams = {} } = first.match;
  const rank = RANKS.findLastIndex((kind) => uri?.[kind] !== undefined);
  const kind = RANKS[rank];
  return [
    rank,
    Buffer.byteLength(kind === undefined ? '' : (uri?.[kind] ?? '')),
    method === undefined ? 0 : 1,
    Object.keys(headers).length,
    Object.keys(queryParams).length,
  ];
}

/** Rules in the order in which the Gateway API wants them asked: by path, then by method, headers and parameters; else as they come. */
export function inOrder(rules: readonly HttpRule[]): readonly HttpRule[] {
  const ranked = rules.map((rule) => ({ rule, by: precedence(rule) }));
  ranked.sort((a, b) => {
    if (a.by === undefined || b.by === undefined) return Number(a.by === undefined) - Number(b.by === undefined);
    const at = a.by.findIndex((value, i) => value !== b.by?.[i]);
    return at < 0 ? 0 : (b.by[at] ?? 0) - (a.by[at] ?? 0);
  });
  return ranked.map(({ rule }) => rule);
}
