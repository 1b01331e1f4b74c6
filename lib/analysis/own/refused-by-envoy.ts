import { destinationRuleNackProblems } from '../../admission/destination-rule';
import { grpcRouteEnvoyProblems } from '../../admission/gateway-api/grpc-route';
import { httpRouteEnvoyProblems } from '../../admission/gateway-api/http-route';
import { virtualServiceNackProblems } from '../../admission/virtual-service';
import type { Problem } from '../../core/problem';
import type { Mesh, SpecKind, Specs } from '../../model';
import type { Report, Rule } from '../rule';

const CHECKS: { readonly [Kind in SpecKind]?: (spec: Specs[Kind]) => Problem[] } = {
  'networking.istio.io/VirtualService': virtualServiceNackProblems,
  'networking.istio.io/DestinationRule': destinationRuleNackProblems,
  'gateway.networking.k8s.io/HTTPRoute': httpRouteEnvoyProblems,
  'gateway.networking.k8s.io/GRPCRoute': grpcRouteEnvoyProblems,
};

function* findOf<Kind extends SpecKind>(mesh: Mesh, kind: Kind): Iterable<Report> {
  for (const on of mesh.of(kind)) {
    for (const { field, problem, got, fix } of CHECKS[kind]?.(on.spec) ?? [])
      yield { on, field: `spec.${field}`, problem, got, fix };
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const kind of Object.keys(CHECKS) as SpecKind[]) yield* findOf(mesh, kind);
}

export const refusedByEnvoy: Rule = {
  code: 'MESH0901',
  level: 'error',
  title: 'Configuration that Istio takes and Envoy refuses',
  explanation:
    'istiod accepts the object and translates it, and every proxy then refuses the whole table that it is part of: running proxies keep the old routes of that port, new ones answer 404 to everything.',
  fix: 'use a value that Envoy takes',
  find,
};
