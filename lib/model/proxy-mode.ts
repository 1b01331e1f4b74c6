import type { Labels } from '../core/labels';
import type { Values } from '../core/schema/values';
import { DEFAULT_INJECTORS, type Injectors } from './injectors';
import { mapsOf } from './mesh-object';
import { type Namespace, SYSTEM_NAMESPACES } from './namespace';

/** How a pod takes part in the mesh: with a proxy beside it, as a gateway that is a proxy, through the node (`ambient`), or not at all. */
export type ProxyMode = 'sidecar' | 'gateway' | 'ambient' | 'none';

const INJECT = 'sidecar.istio.io/inject';
const STATUS = 'sidecar.istio.io/status';
const MODE = 'istio.io/dataplane-mode';
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

/** Whether an injector puts a proxy into the pod when it is made: one that is sent to it, and that does not ask to be left alone. */
export function isInjected({ labels, annotations, spec, namespace }: ProxiedPod, injectors: Injectors): boolean {
  if (spec.hostNetwork === true || SYSTEM_NAMESPACES.has(namespace.name)) return false;
  return (labels[INJECT] ?? annotations[INJECT]) !== 'false' && injectors(namespace.labels, labels);
}

/** Whether the node takes the traffic of a pod: one that is ambient, and was not injected. */
export function isRedirected(pod: ProxiedPod, injectors: Injectors = DEFAULT_INJECTORS): boolean {
  return isAmbient(pod) && !isInjected(pod, injectors);
}

function isAmbient({ labels, annotations, spec, namespace }: ProxiedPod): boolean {
  if (spec.hostNetwork === true || annotations[STATUS] !== undefined) return false;
  const mode = labels[MODE];
  return mode === 'ambient' || (mode !== 'none' && namespace.labels[MODE] === 'ambient');
}

/** How a pod takes part in the mesh, by what its manifest has in it already and by what the webhook adds. */
export function proxyModeOf(pod: ProxiedPod, injectors: Injectors = DEFAULT_INJECTORS): ProxyMode {
  const proxy = proxyIn(pod.spec);
  const injected = isInjected(pod, injectors);
  if (!injected && isAmbient(pod)) return 'ambient';
  if (proxy === undefined && !injected) return 'none';
  const isAuto = proxy?.image === 'auto';
  if (isAuto && !injected) return 'none';
  const templates = pod.annotations[TEMPLATES]?.split(',').map((name) => name.trim()) ?? [];
  const args = Array.isArray(proxy?.args) ? proxy.args : [];
  const isRouter = templates.includes('gateway') || args.includes('router');
  return isRouter ? 'gateway' : 'sidecar';
}
