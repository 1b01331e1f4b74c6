import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { gatewayApiRoutes } from './route-backends';

const KINDS = [
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/RequestAuthentication',
  'telemetry.istio.io/Telemetry',
  'extensions.istio.io/WasmPlugin',
  'extensions.istio.io/TrafficExtension',
] as const;
const GATEWAYS = 'gateway.networking.k8s.io';

/** Kinds that are among the manifests where they are anywhere; a GatewayClass is made by istiod too. */
const TARGETS: ReadonlySet<string> = new Set([`${GATEWAYS}/Gateway`, '/Service', 'networking.istio.io/ServiceEntry']);

interface Reference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

function lacking(
  mesh: Mesh,
  { group = '', kind = '', name = '', namespace = '' }: Reference,
): Pick<Report, 'problem' | 'got' | 'fix'> | undefined {
  const type = `${group === 'core' ? '' : group}/${kind}`;
  if (!TARGETS.has(type) || mesh.find(type, namespace, name) !== undefined) return undefined;
  const there = mesh.objectsOf(type).filter((object) => object.namespace === namespace);
  const near = nearestField(
    name,
    there.map((object) => object.name),
  );
  return {
    problem: `is no ${kind} of namespace ${namespace}`,
    got: name,
    ...(near.startsWith('did you mean') ? { fix: near } : {}),
  };
}

function* ofPolicies(mesh: Mesh): Iterable<Report> {
  for (const on of KINDS.flatMap((kind) => mesh.of(kind))) {
    const { targetRef, targetRefs = [] } = on.spec as { targetRef?: Reference; targetRefs?: readonly Reference[] };
    const all = [
      ...(targetRef === undefined ? [] : [{ field: 'spec.targetRef', ref: targetRef }]),
      ...targetRefs.map((ref, i) => ({ field: `spec.targetRefs[${i}]`, ref })),
    ];
    for (const { field, ref } of all) {
      const found = lacking(mesh, { ...ref, namespace: on.namespace });
      if (found !== undefined) yield { on, field: `${field}.name`, ...found };
    }
  }
}

function* ofRoutes(mesh: Mesh): Iterable<Report> {
  for (const on of gatewayApiRoutes(mesh)) {
    for (const [i, ref] of ((on.spec.parentRefs ?? []) as readonly Reference[]).entries()) {
      if ((ref.group ?? GATEWAYS) === GATEWAYS) continue;
      const found = lacking(mesh, { ...ref, namespace: ref.namespace ?? on.namespace });
      if (found !== undefined) yield { on, field: `spec.parentRefs[${i}].name`, ...found };
    }
  }
}

export const targetOfPolicy: Rule = {
  code: 'MESH0404',
  level: 'error',
  title: 'Policy or route for something that does not exist',
  explanation:
    'targetRefs of a policy name a Gateway, Service or ServiceEntry of its namespace that is not there, or parentRefs of a route name a Service. The object holds for nothing, so that what it shall allow, deny or route is as if it did not exist.',
  fix: 'name an object of the namespace that exists',
  find: function* (mesh) {
    yield* ofPolicies(mesh);
    yield* ofRoutes(mesh);
  },
};
