import type { AllowedRoutes, Listener, NamespaceSelector } from './listener';
import type { RouteSeen } from './parent';

/** Why a listener does not take a route, and what would change that. */
export interface Refusal {
  readonly reason: string;
  readonly fix: string;
}

/** The label that every namespace has its name in. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

const KINDS: Readonly<Record<Listener['protocol'], readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  HBONE: [],
};

function kindsOf({ protocol, tls, allowedRoutes }: Listener): readonly string[] {
  const possible = protocol === 'TLS' && tls?.mode === 'Terminate' ? [...KINDS.TLS, 'TCPRoute'] : KINDS[protocol];
  const allowed = allowedRoutes?.kinds ?? [];
  return allowed.length === 0 ? possible : possible.filter((kind) => allowed.some((other) => other.kind === kind));
}

/** Whether a selector, as far as it goes by name, leaves a namespace out. */
function leavesOut({ matchLabels = {}, matchExpressions = [] }: NamespaceSelector, namespace: string): boolean {
  const wanted = matchLabels[NAMESPACE_NAME];
  if (wanted !== undefined && wanted !== namespace) return true;
  return matchExpressions.some(
    ({ key, operator, values = [] }) =>
      key === NAMESPACE_NAME &&
      ((operator === 'In' && !values.includes(namespace)) || (operator === 'NotIn' && values.includes(namespace))),
  );
}

function namespaceRefusal(allowed: AllowedRoutes | undefined, gateway: string | undefined, route: string | undefined): Refusal[] {
  const { from = 'Same', selector } = allowed?.namespaces ?? {};
  if (gateway === undefined || route === undefined || from === 'All') return [];
  const isLeftOut = selector === undefined ? gateway !== route : leavesOut(selector, route);
  if (!isLeftOut) return [];
  const where = selector === undefined ? `namespace ${gateway}` : 'other namespaces';
  const fix = `let routes of ${route} in by allowedRoutes.namespaces of the listener, or put the route there`;
  return [{ reason: `takes routes of ${where} alone`, fix }];
}

const isWithin = (host: string, other: string) => host === other || (other.startsWith('*') && host.endsWith(other.slice(1)));

function hostRefusal(hostname: string | undefined, hostnames: readonly string[]): Refusal[] {
  if (hostname === undefined || hostnames.length === 0) return [];
  if (hostnames.some((host) => isWithin(host, hostname) || isWithin(hostname, host))) return [];
  return [{ reason: `serves ${hostname} alone`, fix: 'name a host that the listener serves' }];
}

/**
 * Why a listener does not take a route; nothing where it takes it.
 * @param namespace of the gateway
 */
export function refusalOf(listener: Listener, namespace: string | undefined, route: RouteSeen): Refusal | undefined {
  const kinds = kindsOf(listener);
  const kindRefusal = kinds.includes(route.kind)
    ? []
    : [{ reason: `takes no ${route.kind}`, fix: 'use a listener whose protocol and allowedRoutes go with the kind of route' }];
  return [
    ...kindRefusal,
    ...namespaceRefusal(listener.allowedRoutes, namespace, route.namespace),
    ...hostRefusal(listener.hostname, route.hostnames),
  ][0];
}
