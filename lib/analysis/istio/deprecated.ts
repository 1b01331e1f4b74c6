import type { Mesh } from '../../model';
import { mapOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';

const REMOVED_GROUP = 'rbac.istio.io';
const REMOVED_KINDS: readonly unknown[] = ['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding'];

function* delays(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const [i, { fault }] of (on.spec.http ?? []).entries()) {
      const got = fault?.delay?.percent ?? 0;
      const field = `spec.http[${i}].fault.delay.percent`;
      if (got > 0) yield { on, field, problem: 'is an old field', got, fix: `use percentage: { value: ${got} }` };
    }
  }
}

function* proxies(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    const got = on.spec.outboundTrafficPolicy?.egressProxy;
    if (got === undefined) continue;
    yield { on, field: 'spec.outboundTrafficPolicy.egressProxy', problem: 'is ignored', got, fix: 'remove it' };
  }
}

function* kinds(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objectsOf('apiextensions.k8s.io/CustomResourceDefinition')) {
    const { group, names } = mapOf(on.spec);
    const { kind: got } = mapOf(names);
    if (group !== REMOVED_GROUP || !REMOVED_KINDS.includes(got)) continue;
    const fix = 'remove it, and write AuthorizationPolicies';
    yield { on, field: 'spec.names.kind', problem: 'is a kind that Istio has no more', got, fix };
  }
}

function* tracers(mesh: Mesh): Iterable<Report> {
  const providers = mesh.settings.extensionProviders ?? [];
  const old = new Set(providers.filter(({ lightstep }) => lightstep !== undefined).map(({ name }) => name));
  if (old.size === 0) return;
  for (const on of mesh.of('telemetry.istio.io/Telemetry')) {
    for (const [i, { providers = [] }] of (on.spec.tracing ?? []).entries()) {
      for (const [j, { name: got }] of providers.entries()) {
        if (!old.has(got)) continue;
        const field = `spec.tracing[${i}].providers[${j}].name`;
        yield { on, field, problem: 'is a provider of kind lightstep', got, fix: 'define the provider as opentelemetry' };
      }
    }
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  yield* delays(mesh);
  yield* proxies(mesh);
  yield* kinds(mesh);
  yield* tracers(mesh);
}

export const deprecated: Rule = {
  code: 'IST0002',
  level: 'warning',
  title: 'Old field, kind or provider',
  explanation: 'A field or kind is used that Istio has replaced: it is ignored today, or will be removed.',
  fix: 'use what replaced it',
  find,
};
