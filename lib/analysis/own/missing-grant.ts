import type { Mesh } from '../../model';
import { isGranted } from '../../model/gateway-api/grants';
import type { Report, Rule } from '../rule';
import { routeBackends } from './route-backends';

const GROUP = 'gateway.networking.k8s.io';

/** Routes for Services of the mesh may send to all namespaces. */
function isAtGateway(parentRefs: readonly { readonly group?: string; readonly kind?: string }[] = []): boolean {
  return parentRefs.some(
    ({ group = GROUP, kind = 'Gateway' }) => group === GROUP && (kind === 'Gateway' || kind === 'ListenerSet'),
  );
}

function* ofBackends(mesh: Mesh): Iterable<Report> {
  for (const { on, field, ref } of routeBackends(mesh)) {
    const { group = '', kind = 'Service', namespace = on.namespace, name } = ref;
    if (namespace === on.namespace || !isAtGateway(on.spec.parentRefs)) continue;
    if (isGranted(mesh, { kind: on.kind, namespace: on.namespace }, { group, kind, namespace, name })) continue;
    const fix = `make a ReferenceGrant in namespace ${namespace}, from ${on.kind} of namespace ${on.namespace} to ${kind}`;
    const problem = `is in namespace ${namespace}, which has no ReferenceGrant for it`;
    yield { on, field, problem, got: `${namespace}/${name}`, fix };
  }
}

function* ofCertificates(mesh: Mesh): Iterable<Report> {
  for (const kind of ['Gateway', 'ListenerSet'] as const) {
    for (const on of mesh.of(`${GROUP}/${kind}`)) {
      for (const [i, { tls }] of (on.spec.listeners ?? []).entries()) {
        for (const [j, { namespace = on.namespace, name }] of (tls?.certificateRefs ?? []).entries()) {
          const secret = { group: '', kind: 'Secret', namespace, name };
          if (namespace === on.namespace || isGranted(mesh, { kind, namespace: on.namespace }, secret)) continue;
          const fix = `make a ReferenceGrant in namespace ${namespace}, from ${kind} of namespace ${on.namespace} to Secret`;
          const field = `spec.listeners[${i}].tls.certificateRefs[${j}]`;
          const problem = `is in namespace ${namespace}, which has no ReferenceGrant for it`;
          yield { on, field, problem, got: `${namespace}/${name}`, fix };
        }
      }
    }
  }
}

export const missingGrant: Rule = {
  code: 'MESH0306',
  level: 'error',
  title: 'Reference to another namespace that it does not grant',
  explanation:
    'A route of the Gateway API sends requests to another namespace, or a listener takes its certificate from there, and no ReferenceGrant of that namespace lets it. Requests are answered with the status 500, and a listener without certificate is not opened.',
  fix: 'make a ReferenceGrant in the namespace that is referred to',
  find: function* (mesh) {
    yield* ofBackends(mesh);
    yield* ofCertificates(mesh);
  },
};
