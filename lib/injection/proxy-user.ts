import type { Marks } from './pod';

/** Where the proxy runs unless a namespace has users of its own. */
const USUAL = 1337;

/** User and group of the proxy: the last that OpenShift gives the namespace, so that no application has the same. */
export function proxyUser(annotations: Marks = {}): { readonly proxyUser: number; readonly proxyGroup: number } {
  const users = annotations['openshift.io/sa.scc.uid-range'];
  const groups = annotations['openshift.io/sa.scc.supplemental-groups'] ?? users;
  const blocks = groups?.split(',').map(lastOf) ?? [];
  const isValid = blocks.every((last) => last !== undefined);
  return { proxyUser: lastOf(users) ?? USUAL, proxyGroup: (isValid ? blocks[0] : undefined) ?? USUAL };
}

/** Of `<first>/<count>` or `<first>-<last>`. */
function lastOf(block = ''): number | undefined {
  const [, first, mark, second] = /^(\d+)([/-])(\d+)/.exec(block) ?? [];
  if (first === undefined) return undefined;
  return mark === '/' ? Number(first) + Number(second) - 1 : Number(second);
}
