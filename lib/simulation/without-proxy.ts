import type { Arrival } from './arrival';
import type { Call } from './call';
import type { Client } from './client';
import { type Outcome, outcomeOf } from './outcome';
import { asSent } from './send-bytes';

const INJECT = 'sidecar.istio.io/inject';

/** Why the requests of a workload meet no sidecar; undefined where they do, or where these manifests do not tell. */
export function whyNoSidecar({ mesh, workload }: Client): string | undefined {
  if (workload === undefined) return undefined;
  const { labels, annotations, namespace, proxy, pod } = workload;
  if (proxy === 'ambient') return 'its node sends connections on, which no rule for requests changes';
  if (proxy !== 'none') return undefined;
  if (pod.hostNetwork === true) return 'it is in the network of its node';
  if ((labels[INJECT] ?? annotations[INJECT]) === 'false') return `${INJECT} is false`;
  return mesh.namespace(namespace).labels['istio-injection'] === 'disabled' ? `${namespace} has no injection` : undefined;
}

/** What becomes of what a pod without sidecar sends: it goes where it was sent. */
export function sendWithoutProxy(arrival: Arrival, { called, deliver }: Call, why: string): Outcome {
  const passed = deliver(outcomeOf('passthrough', { ...asSent(arrival), why: [why] }), arrival.isPlainHttp);
  const { service, port } = called;
  if (service === undefined || passed.outcome !== 'passthrough') return passed;
  const { host, namespace } = service;
  const known = called.endpoints();
  if (known.length === 0) return outcomeOf('refused', { why: [why, `nothing answers on port ${port} of ${host}`] });
  return {
    ...passed,
    outcome: 'route',
    destinations: [{ service: host, namespace, subset: '', port, weight: 100 }],
    endpoints: known.map((one) => ({
      service: host,
      subset: '',
      workload: one.workload?.name ?? '',
      namespace: one.namespace,
      ...(one.address === undefined ? {} : { address: one.address }),
      port: one.port,
    })),
  };
}
