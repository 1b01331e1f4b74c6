import type { IConstruct } from 'constructs';
import type { MeshConfig, MeshConfigDefaultProviders, MeshConfigExtensionProvider } from '../../../imports/mesh-config';
import type { ProviderUse } from '../../networking/provider-reference';

/** A provider that a construct adds to the mesh config of a control plane. */
export interface AddedProvider {
  /** As it stands in the mesh config. */
  readonly definition: MeshConfigExtensionProvider & { readonly name: string };
  /** What proxies do with it by default, where no resource says otherwise. */
  readonly byDefault?: keyof MeshConfigDefaultProviders;
}

type Kind = Exclude<keyof MeshConfigExtensionProvider, 'name'>;

/** What proxies do with each kind of provider. Istio 1.31 takes the other kinds that the mesh config knows, and does nothing with them. */
const USES: ReadonlyMap<Kind, ProviderUse> = new Map([
  ['zipkin', 'tracing'],
  ['datadog', 'tracing'],
  ['skywalking', 'tracing'],
  ['opentelemetry', 'tracing'],
  ['prometheus', 'metrics'],
  ['envoyFileAccessLog', 'accessLogging'],
  ['envoyHttpAls', 'accessLogging'],
  ['envoyTcpAls', 'accessLogging'],
  ['envoyOtelAls', 'accessLogging'],
  ['envoyExtAuthzHttp', 'authorization'],
  ['envoyExtAuthzGrpc', 'authorization'],
]);

/** What every istiod has without being told. */
export const BUILT_IN_PROVIDERS: readonly AddedProvider['definition'][] = [
  { name: 'prometheus', prometheus: {} },
  { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
];

/** Providers by the control plane to which they are added. Those that emit no mesh config are not among the keys. */
const added = new WeakMap<IConstruct, AddedProvider[]>();

/** From now on providers can be added to this control plane. */
export function openProviders(controlPlane: IConstruct): void {
  added.set(controlPlane, []);
}

/** The providers that were added to a control plane; undefined where it emits no mesh config. */
export function providersOf(controlPlane: IConstruct): readonly AddedProvider[] | undefined {
  return added.get(controlPlane);
}

/** Adds a provider to the mesh config of a control plane, after those that it has. */
export function addProvider(controlPlane: IConstruct, provider: AddedProvider): void {
  added.get(controlPlane)?.push(provider);
}

/** What proxies do with a provider; undefined for nothing. */
export function useOf(provider: MeshConfigExtensionProvider): ProviderUse | undefined {
  return [...USES].find(([kind]) => provider[kind] !== undefined)?.[1];
}

/** The mesh config with the providers that constructs add, each after those that it has. */
export function withProviders(mesh: MeshConfig, providers: readonly AddedProvider[]): MeshConfig {
  if (providers.length === 0) return mesh;
  const definitions = [...(mesh.extensionProviders ?? []), ...providers.map(({ definition }) => definition)];
  const uses = [...new Set(providers.flatMap(({ byDefault }) => byDefault ?? []))];
  if (uses.length === 0) return { ...mesh, extensionProviders: definitions };
  const defaults = uses.map((use) => {
    const names = providers.filter(({ byDefault }) => byDefault === use).map(({ definition }) => definition.name);
    return [use, [...(mesh.defaultProviders?.[use] ?? []), ...names]] as const;
  });
  const defaultProviders = { ...mesh.defaultProviders, ...Object.fromEntries(defaults) };
  return { ...mesh, extensionProviders: definitions, defaultProviders };
}
