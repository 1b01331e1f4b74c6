import type { MeshSettings } from '../../model/mesh-config';

/** Stands in policies for the trust domain of the mesh, whatever its name. */
const OF_THE_MESH = 'cluster.local';

/** Trust domain, `ns`, namespace, `sa` and account. */
const PARTS = 5;

/** The trust domain of the mesh, and the others that stand for it. */
export function trustDomainsOf({ trustDomain, trustDomainAliases = [] }: MeshSettings): readonly string[] {
  return [trustDomain, ...trustDomainAliases];
}

const endsLike = (text: string, pattern: string) => pattern.startsWith('*') && text.endsWith(pattern.slice(1));
const beginsLike = (text: string, pattern: string) => pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));

/** Whether two names of trust domains may be one; either may have a `*` at an end. */
function meet(a: string, b: string): boolean {
  return a === b || endsLike(a, b) || endsLike(b, a) || beginsLike(a, b) || beginsLike(b, a);
}

/** An identity of a policy in each of the trust domains, where it is one of theirs. */
export function inTrustDomains(principal: string, domains: readonly string[]): readonly string[] {
  const parts = principal.split('/');
  const [written = '', ...rest] = parts;
  if (parts.length !== PARTS || written === '*') return [principal];
  if (written !== OF_THE_MESH && !domains.some((domain) => meet(domain, written))) return [principal];
  return [...new Set(domains.map((domain) => (endsLike(domain, written) ? principal : [domain, ...rest].join('/'))))];
}

/** Trust domains of a policy, with all that stand for the same. */
export function sameTrustDomains(written: string, domains: readonly string[]): readonly string[] {
  return domains.includes(written) ? domains : [written];
}
