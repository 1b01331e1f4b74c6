import type { Labels } from '../core/labels';
import type { Values } from '../core/schema/values';
import { selects } from './label-selector';
import { type MeshObject, mapsOf, textOf } from './mesh-object';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/** Which pods are sent to an injector when they are made, by the labels of the namespace and of the pod. */
export type Injectors = (namespace: Labels, pod: Labels) => boolean;

/** The webhooks of the official chart, installed in every revision that something asks for. */
export const DEFAULT_INJECTORS: Injectors = (namespace, pod) => {
  const injection = namespace['istio-injection'];
  if (pod[INJECT] === 'false') return false;
  if (injection !== undefined) return injection === 'enabled';
  const revision = namespace[REVISION] ?? pod[REVISION];
  return revision === undefined ? pod[INJECT] === 'true' : revision !== '';
};

/** Webhooks of Istio among the objects, each with the configuration it stands in. */
export function istioWebhooks(objects: readonly MeshObject[]): readonly Values[] {
  return objects
    .filter(({ kind }) => kind === 'MutatingWebhookConfiguration')
    .flatMap(({ manifest }) => mapsOf(manifest.webhooks))
    .filter(({ name }) => textOf(name)?.endsWith('istio.io'));
}

/** The injectors that are among the objects; those of the official chart where there are none. */
export function injectorsIn(objects: readonly MeshObject[]): Injectors {
  const webhooks = istioWebhooks(objects);
  if (webhooks.length === 0) return DEFAULT_INJECTORS;
  return (namespace, pod) =>
    webhooks.some(
      ({ namespaceSelector, objectSelector }) => selects(namespaceSelector, namespace) && selects(objectSelector, pod),
    );
}
