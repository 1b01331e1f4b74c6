import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';
import { meshConfigObject } from './mesh-config-object';

/** A name of a provider, and the field in which it stands. */
export interface ProviderUse {
  readonly on: MeshObject;
  readonly field: string;
  readonly name: string;
}

/** Providers that istiod defines itself. */
export const BUILT_IN: ReadonlySet<string> = new Set(['prometheus', 'stackdriver', 'envoy']);

/** Every place in which an object names a provider. */
export function* providerUses(mesh: Mesh): Iterable<ProviderUse> {
  for (const on of mesh.of('telemetry.istio.io/Telemetry')) {
    for (const part of ['tracing', 'metrics', 'accessLogging'] as const) {
      for (const [i, { providers = [] }] of (on.spec[part] ?? []).entries()) {
        for (const [j, { name }] of providers.entries()) yield { on, field: `spec.${part}[${i}].providers[${j}].name`, name };
      }
    }
  }
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { provider } = on.spec;
    if (provider?.name !== undefined) yield { on, field: 'spec.provider.name', name: provider.name };
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const { extensionProviders } = mesh.settings;
  const known = (extensionProviders ?? []).flatMap(({ name }) => name ?? []);
  const level = extensionProviders === undefined && meshConfigObject(mesh) === undefined ? 'warning' : 'error';
  for (const { on, field, name } of providerUses(mesh)) {
    if (known.includes(name) || BUILT_IN.has(name)) continue;
    const fix =
      known.length === 0
        ? 'define it in extensionProviders of the mesh configuration'
        : `define it in extensionProviders, or use one of ${known.join(', ')}`;
    yield { on, field, problem: 'is no extension provider of the mesh configuration', got: name, fix, level };
  }
}

export const unknownProvider: Rule = {
  code: 'MESH0601',
  level: 'error',
  title: 'Provider that the mesh configuration does not define',
  explanation:
    'A Telemetry or an AuthorizationPolicy names an extension provider that is not there. istiod leaves the telemetry out without a word; an AuthorizationPolicy of the action CUSTOM then refuses every request. Where the mesh configuration is not among the manifests, it is a warning.',
  fix: 'define it in extensionProviders of the mesh configuration',
  find,
};
