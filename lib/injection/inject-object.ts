import type { InjectionPolicy } from './injection-policy';
import { reasonToSkip } from './injection-policy';
import type { Injector } from './injector';
import type { Pod } from './pod';
import { type KubeObject, workloadOf } from './workloads';

const INJECT = 'sidecar.istio.io/inject';

export interface InjectObjectProps {
  readonly injector: Injector;
  readonly policy: InjectionPolicy;
  /**
   * Namespace of objects that name none.
   * @default '', which proxies report as `default`
   */
  readonly namespace?: string;
  /**
   * Whether the pods are marked so that no webhook injects them again. Unmarked ones are for namespaces that no webhook looks at, and
   * for the CNI plugin, which leaves marked ones alone: a webhook that meets them again gives the same pod once more, but for what a pod
   * says of the proxy's container itself.
   * @default true
   */
  readonly marks?: boolean;
  /** Told of each workload that stays as it is. */
  readonly onSkip?: (object: KubeObject, reason: string) => void;
}

/**
 * The object with sidecars in its pods; the very same object where there is nothing to
 * inject.
 * @throws Error with everything that istiod refuses about the pod
 */
export function injectObject(object: KubeObject, props: InjectObjectProps): KubeObject {
  if (object.kind === 'List' && object.apiVersion === 'v1') return injectList(object, props);
  const { injector, policy, namespace, marks = true, onSkip } = props;
  const workload = workloadOf(object, namespace);
  if (workload === undefined) return object;
  const { pod, owner, selectsBy, withPod } = workload;
  const reason = reasonToSkip(pod, owner.namespace, policy);
  if (reason !== undefined) {
    onSkip?.(object, reason);
    return object;
  }
  const injected = injector.inject(pod, owner);
  return withPod(marks && !selectsBy(INJECT) ? marked(injected) : injected);
}

function injectList(list: KubeObject, props: InjectObjectProps): KubeObject {
  const items = Array.isArray(list.items) ? (list.items as readonly (KubeObject | null)[]) : [];
  const injected = items.map((item) => (item === null ? item : injectObject(item, props)));
  return injected.every((item, i) => item === items[i]) ? list : { ...list, items: injected };
}

/** istiod's webhooks take no pod with this label. */
function marked(pod: Pod): Pod {
  return { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, [INJECT]: 'false' } } };
}
