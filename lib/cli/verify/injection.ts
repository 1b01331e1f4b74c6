import type { Cluster } from '../../cluster/cluster';
import { type Check, count } from './check';
import { type Namespace, revisionFor } from './control-planes';
import { injectedBy, type Pod, proxyOf } from './pods';
import type { Injection } from './sidecars';

/** As modest as a pod can be, so that the rules of a namespace let it pass. */
const PROBE = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cdk8s-istio-verify', labels: { app: 'cdk8s-istio-verify' } },
  spec: {
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'probe',
        image: 'registry.k8s.io/pause:3.10',
        resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1m', memory: '1Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

/** Whether a pod, tried only, gets a sidecar in each namespace that asks for them. */
export async function checkInjection(cluster: Cluster, injection: Injection): Promise<Check[]> {
  const { namespaces, injectors, revisions } = injection;
  const asking = namespaces.flatMap((namespace) => {
    const { labels = {}, deletionTimestamp } = namespace.metadata;
    const revision = revisionFor(injectors, labels, PROBE.metadata.labels);
    // A policy that injects only those who ask leaves the probe as it is.
    const isInjected = revision !== undefined && (revisions.get(revision)?.policy.policy ?? 'enabled') === 'enabled';
    return isInjected && deletionTimestamp === undefined ? [{ namespace, revision }] : [];
  });
  const wrong = (await Promise.all(asking.map(({ namespace, revision }) => probe(cluster, namespace, revision)))).flat();
  if (wrong.length > 0 || asking.length === 0) return wrong;
  const names = asking.map(({ namespace }) => namespace.metadata.name);
  const subject = names.length > 3 ? count(names.length, 'namespace') : names.join(', ');
  return [{ check: 'injection', subject, ok: true, message: 'a new pod gets a sidecar' }];
}

async function probe(cluster: Cluster, { metadata: { name } }: Namespace, revision: string): Promise<Check[]> {
  const answer = await cluster.send<Pod>('POST', `/api/v1/namespaces/${encodeURIComponent(name)}/pods?dryRun=All`, PROBE);
  const base = { check: 'injection', subject: `Namespace ${name}`, ok: false } as const;
  const fix = `look whether the istiod of revision ${revision} runs, and at its log`;
  if (answer.refusal !== undefined) return [{ ...base, message: `a new pod is refused: ${answer.refusal.message}`, fix }];
  const { object: pod } = answer;
  if (proxyOf(pod) === undefined) return [{ ...base, message: 'a new pod gets no sidecar', fix }];
  const by = injectedBy(pod);
  if (by === undefined || by === revision) return [];
  return [{ ...base, message: `a new pod gets a sidecar of revision ${by}, instead of ${revision}`, fix }];
}
