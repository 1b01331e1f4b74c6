import type { Arrival } from './arrival';
import type { Call } from './call';
import { type Outcome, outcomeOf } from './outcome';
import { asSent } from './send-bytes';

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
