import type { Cluster } from '../../cluster/cluster';
import type { Stored } from '../../cluster/objects';

interface Container {
  readonly name: string;
  readonly image?: string;
}

/** A pod, as far as it is looked at. */
export interface Pod extends Stored {
  readonly spec: {
    readonly hostNetwork?: boolean;
    readonly containers: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  readonly status?: { readonly phase?: string };
}

const STATUS = 'sidecar.istio.io/status';
const PROXY = 'istio-proxy';

export const containersOf = ({ spec }: Pod): readonly Container[] => [...(spec.initContainers ?? []), ...spec.containers];

/** The image of the sidecar or gateway in a pod; undefined where there is none. */
export const proxyOf = (pod: Pod) => containersOf(pod).find(({ name }) => name === PROXY)?.image;

/** The revision whose injector wrote into a pod. */
export function injectedBy({ metadata }: Pod): string | undefined {
  const status = metadata.annotations?.[STATUS];
  if (status === undefined) return undefined;
  try {
    return (JSON.parse(status) as { readonly revision?: string }).revision;
  } catch {
    return undefined;
  }
}

/** Pods that run, or will: those of some namespaces, and those that ask for a sidecar anywhere. */
export async function readPods(cluster: Cluster, namespaces: Iterable<string>): Promise<Pod[]> {
  const paths = [
    ...[...new Set(namespaces)].map((namespace) => `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`),
    `/api/v1/pods?labelSelector=${encodeURIComponent('sidecar.istio.io/inject=true')}`,
  ];
  const pods = (await Promise.all(paths.map((path) => cluster.list<Pod>(path)))).flat();
  const running = pods.filter(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && !/^(Succeeded|Failed)$/.test(status?.phase ?? ''),
  );
  return [...new Map(running.map((pod) => [podName(pod), pod])).values()];
}

export const podName = ({ metadata }: Stored) => `${metadata.namespace}/${metadata.name}`;

/** How a pod is made anew. */
export function restartOf({ metadata }: Pod): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return `delete pod ${metadata.name} of namespace ${metadata.namespace} and create it again`;
  const hash = metadata.labels?.['pod-template-hash'];
  const isOfDeployment = owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`);
  const workload = isOfDeployment
    ? `deployment/${owner.name.slice(0, -hash.length - 1)}`
    : `${owner.kind.toLowerCase()}/${owner.name}`;
  return `kubectl rollout restart ${workload} -n ${metadata.namespace}`;
}
