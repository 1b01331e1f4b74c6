import { nearName } from '../../core/near-name';
import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';
import { meshConfigObject } from './mesh-config-object';

/** What a provider is named for. */
type Purpose = 'tracing' | 'metrics' | 'accessLogging' | 'authorization';

/** A name of a provider, and the field in which it stands. */
export interface ProviderUse {
  readonly on: MeshObject;
  readonly field: string;
  readonly name: string;
  readonly purpose: Purpose;
}

/** Providers that istiod defines itself, by what they are for. */
const BUILT_IN: Readonly<Record<Purpose, readonly string[]>> = {
  tracing: ['stackdriver'],
  metrics: ['prometheus', 'stackdriver'],
  accessLogging: ['envoy', 'stackdriver'],
  authorization: [],
};

/** Every place in which an object names a provider. */
export function* providerUses(mesh: Mesh): Iterable<ProviderUse> {
  for (const on of mesh.of('telemetry.istio.io/Telemetry')) {
    for (const purpose of ['tracing', 'metrics', 'accessLogging'] as const) {
      for (const [i, { providers = [] }] of (on.spec[purpose] ?? []).entries()) {
        for (const [j, { name }] of providers.entries()) {
          yield { on, field: `spec.${purpose}[${i}].providers[${j}].name`, name, purpose };
        }
      }
    }
  }
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { provider } = on.spec;
    if (provider?.name !== undefined) yield { on, field: 'spec.provider.name', name: provider.name, purpose: 'authorization' };
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const { extensionProviders } = mesh.settings;
  const known = (extensionProviders ?? []).flatMap(({ name }) => name ?? []);
  const level = extensionProviders === undefined && meshConfigObject(mesh) === undefined ? 'warning' : 'error';
  for (const { on, field, name, purpose } of providerUses(mesh)) {
    const there = new Set([...known, ...BUILT_IN[purpose]]);
    if (!name || there.has(name)) continue;
    const near = nearName(name, there);
    const use = there.size === 0 ? '' : `, or use one of ${[...there].join(', ')}`;
    const fix = near === undefined ? `define it in extensionProviders of the mesh configuration${use}` : `did you mean ${near}?`;
    const isBuiltIn = Object.values(BUILT_IN).some((names) => names.includes(name));
    const problem = isBuiltIn
      ? 'is a provider of istiod for something else'
      : 'is no extension provider of the mesh configuration';
    yield { on, field, problem, got: name, fix, level };
  }
}

export const unknownProvider: Rule = {
  code: 'MESH0601',
  level: 'error',
  title: 'Provider that the mesh configuration does not define',
  explanation:
    'A Telemetry or an AuthorizationPolicy names an extension provider that is not there, or one of istiod itself that is for something else. istiod leaves the telemetry out without a word; an AuthorizationPolicy of the action CUSTOM then refuses every request. Where the mesh configuration is not among the manifests, it is a warning.',
  fix: 'define it in extensionProviders of the mesh configuration',
  find,
};
