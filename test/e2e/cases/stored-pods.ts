import type { World } from '../world';

type Marks = Readonly<Record<string, string>>;

/** A pod as the API server stores it, without what is of one pod alone. */
export interface StoredPod {
  readonly labels: Marks;
  readonly annotations: Marks;
  readonly spec: unknown;
}

interface Pod {
  readonly metadata: { readonly labels: Marks; readonly annotations?: Marks };
  readonly spec: object;
}

/** Made of the hash of a template, or of the name of the pod. */
const OF_ONE_POD = /^(pod-template-hash|controller-revision-hash|statefulset\.kubernetes\.io\/pod-name)$/;

/** How Kubernetes mounts the token of the account, under a name by chance. Only the webhook notes it among the user's own words. */
const TOKEN = /kube-api-access-\w{5}/g;
const TOKEN_MOUNT = /"volumeMounts":\[\{"name":"kube-api-access"[^\]]*\],/;

/** The pods of a namespace by the values of their labels, as if it had no name of its own. */
export async function storedPods(world: World, namespace: string): Promise<ReadonlyMap<string, StoredPod>> {
  const text = await world.mesh.kubectlOutput(['get', 'pods', '-n', namespace, '-o', 'json']);
  const uniform = text.replaceAll(`/namespaces/${namespace}/`, '/namespaces/any/').replaceAll(TOKEN, 'kube-api-access');
  const { items } = JSON.parse(uniform) as { readonly items: readonly Pod[] };
  const pods = items.map(({ metadata, spec }): [string, StoredPod] => {
    const labels = Object.fromEntries(Object.entries(metadata.labels).filter(([name]) => !OF_ONE_POD.test(name)));
    const annotations = Object.entries(metadata.annotations ?? {}).map(([name, value]) => [name, value.replace(TOKEN_MOUNT, '')]);
    return [`${labels['app']} ${labels['version']}`, { labels, annotations: Object.fromEntries(annotations), spec }];
  });
  return new Map(pods.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The pods without the label that keeps webhooks from injecting them. */
export function unmarked(pods: ReadonlyMap<string, StoredPod>): ReadonlyMap<string, StoredPod> {
  return new Map(
    [...pods].map(([name, { labels, ...pod }]) => {
      const { 'sidecar.istio.io/inject': _mark, ...others } = labels;
      return [name, { ...pod, labels: others }];
    }),
  );
}
