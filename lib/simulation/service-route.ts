import type { MeshSettings } from '../model/mesh-config';
import type { ProxyScope } from '../model/proxy-scope';
import type { HttpRuleSpec } from '../model/virtual-service';
import type { ClusterName } from './cluster';
import { clusterNameOf } from './cluster';
import { NO_OPERATIONS } from './header-operations';
import type { OutcomeHash } from './outcome';
import { retriesOf } from './retries';
import { unchanged } from './rewrite';
import { type Forward, plainTarget, type Route, type RouteAction, type VirtualHost } from './route';
import { CATCH_ALL } from './route-matcher';

function everything(action: RouteAction, why: readonly string[]): Route {
  return { match: CATCH_ALL, action, request: NO_OPERATIONS, response: NO_OPERATIONS, faults: [], cors: undefined, why };
}

function plainForward(cluster: ClusterName, hash: OutcomeHash | undefined, settings: MeshSettings | undefined): Forward {
  return {
    kind: 'forward',
    targets: [plainTarget(cluster, 1)],
    path: unchanged,
    authority: undefined,
    mirrors: [],
    timeoutMs: undefined,
    retries: settings === undefined ? undefined : retriesOf(settings.defaultHttpRetryPolicy as HttpRuleSpec['retries']),
    hash,
    missingStatus: 503,
  };
}

/** The route of a service that no VirtualService routes. */
export function serviceRoute(cluster: ClusterName, hash: OutcomeHash | undefined, settings: MeshSettings, why: string): Route {
  return everything(plainForward(cluster, hash, settings), [`${why}: its own route, since no VirtualService routes it`]);
}

function unknownAction({ outboundPolicy, egressProxy }: ProxyScope): RouteAction {
  if (outboundPolicy === 'REGISTRY_ONLY') return { kind: 'blackhole' };
  if (egressProxy === undefined || outboundPolicy === 'ALLOW_ANY_DYNAMIC_DNS') return { kind: 'passthrough' };
  return plainForward(clusterNameOf(egressProxy, undefined, 0), undefined, undefined);
}

/** What is done with requests for hosts that the proxy does not know. */
export function unknownHosts(scope: ProxyScope): VirtualHost {
  const by = scope.sidecar === undefined ? 'mesh configuration' : `Sidecar ${scope.sidecar.namespace}/${scope.sidecar.name}`;
  const why = `no host of this name is known to sidecars of ${scope.namespace}: outboundTrafficPolicy ${scope.outboundPolicy} (${by})`;
  const routes = [everything(unknownAction(scope), [why])];
  return { domains: ['*'], routes: () => routes, requiresTls: false, isSuspect: false, why: [] };
}
