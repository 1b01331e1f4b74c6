import type { Labels } from '../core/labels';
import type { Values } from '../core/schema/values';
import { mapsOf } from './mesh-object';
import { type Namespace, SYSTEM_NAMESPACES } from './namespace';

/** How a pod takes part in the mesh: with a proxy beside it, as a gateway that is a proxy, through the node (`ambient`), or not at all. */
export type ProxyMode = 'sidecar' | 'gateway' | 'ambient' | 'none';

const INJECT = 'sidecar.istio.io/inject';
const TEMPLATES = 'inject.istio.io/templates';

/** What of a pod decides about its proxy. */
export interface ProxiedPod {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: Values;
  readonly namespace: Namespace;
}

const proxyIn = (spec: Values) =>
  [...mapsOf(spec.containers), ...mapsOf(spec.initContainers)].find(({ name }) => name === 'istio-proxy');

/**
 * Whether istiod's webhook puts a proxy into the pod when it is made: what the labels of namespace and pod say, in the order of the
 * webhooks of the official chart.
 */
export function isInjected({ labels, annotations, spec, namespace }: ProxiedPod): boolean {
  if (spec.hostNetwork === true || SYSTEM_NAMESPACES.has(namespace.name)) return false;
  const asked = labels[INJECT];
  if (asked === 'false' || annotations[INJECT] === 'false') return false;
  const injection = namespace.labels['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  return namespace.labels['istio.io/rev'] !== undefined || asked === 'true' || labels['istio.io/rev'] !== undefined;
}

function isAmbient({ labels, spec, namespace }: ProxiedPod): boolean {
  const mode = labels['istio.io/dataplane-mode'] ?? namespace.labels['istio.io/dataplane-mode'];
  return mode === 'ambient' && spec.hostNetwork !== true;
}

/** How a pod takes part in the mesh, by what its manifest has in it already and by what the webhook adds. */
export function proxyModeOf(pod: ProxiedPod): ProxyMode {
  const proxy = proxyIn(pod.spec);
  const injected = isInjected(pod);
  if (proxy === undefined && !injected) return isAmbient(pod) ? 'ambient' : 'none';
  const isAuto = proxy?.image === 'auto';
  if (isAuto && !injected) return 'none';
  const templates = pod.annotations[TEMPLATES]?.split(',').map((name) => name.trim()) ?? [];
  const args = Array.isArray(proxy?.args) ? proxy.args : [];
  const isRouter = templates.includes('gateway') || args.includes('router');
  return isRouter ? 'gateway' : 'sidecar';
}
