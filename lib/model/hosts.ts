/** Whether a host stands for many. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** The host that a name means which is written in a namespace: one without a dot is a Service of the namespace; empty where none is written. */
export function fullHost(name: string | undefined = '', namespace: string, domain: string): string {
  const isShort = name !== '' && name !== '*' && !name.includes('.') && !name.includes(':');
  return isShort ? `${name}.${namespace}.svc.${domain}` : name;
}

/** Whether every host that the first one stands for is one of the second. */
export function isSubsetOf(host: string, other: string): boolean {
  if (!isWildcard(other)) return host === other;
  if (!isWildcard(host)) return host.endsWith(other.slice(1));
  return host.length >= other.length && host.endsWith(other.slice(1));
}

/** Whether there is a host that both stand for. */
export function hostsMeet(a: string, b: string): boolean {
  return isSubsetOf(a, b) || isSubsetOf(b, a);
}

/** Which of two hosts is the more specific one: exact before wildcard, then the longer, then by text. */
export function bySpecificity(a: string, b: string): number {
  const wildcards = Number(isWildcard(a)) - Number(isWildcard(b));
  return wildcards || b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The most specific of the hosts that covers another; undefined where none does. */
export function mostSpecific(host: string, candidates: { has(candidate: string): boolean }): string | undefined {
  if (candidates.has(host)) return host;
  for (let from = isWildcard(host) ? 2 : 0; from < host.length; from++) {
    const wildcard = `*${host.slice(from)}`;
    if (candidates.has(wildcard)) return wildcard;
  }
  return candidates.has('*') ? '*' : undefined;
}
