import type { Mesh } from '../../model';
import type { RouteObject } from '../../model/gateway-api/attachments';
import type { BackendRef } from '../../model/gateway-api/backends';

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'] as const;

/** Where a route of the Gateway API sends requests, or a copy of them, and where that is written. */
export interface PlacedBackend {
  readonly on: RouteObject;
  /** `spec.rules[0].backendRefs[1]` */
  readonly field: string;
  readonly ref: BackendRef;
}

interface RouteRule {
  readonly backendRefs?: readonly BackendRef[];
  readonly filters?: readonly { readonly requestMirror?: { readonly backendRef?: BackendRef } }[];
}

/** All routes of the Gateway API. */
export function gatewayApiRoutes(mesh: Mesh): readonly RouteObject[] {
  return KINDS.flatMap((kind): readonly RouteObject[] => mesh.of(`gateway.networking.k8s.io/${kind}`));
}

/** The backends of all routes of the Gateway API, those that get a copy included. */
export function* routeBackends(mesh: Mesh): Iterable<PlacedBackend> {
  for (const on of gatewayApiRoutes(mesh)) {
    for (const [i, { backendRefs = [], filters = [] }] of ((on.spec.rules ?? []) as readonly RouteRule[]).entries()) {
      for (const [j, ref] of backendRefs.entries()) yield { on, field: `spec.rules[${i}].backendRefs[${j}]`, ref };
      for (const [j, { requestMirror }] of filters.entries()) {
        const ref = requestMirror?.backendRef;
        if (ref !== undefined) yield { on, field: `spec.rules[${i}].filters[${j}].requestMirror.backendRef`, ref };
      }
    }
  }
}
