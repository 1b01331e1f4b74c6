import type { Mesh, Workload } from '../../model';
import { isHttp } from '../../model/port-protocol';
import type { ServicePort } from '../../model/service';

/** How a sidecar takes what comes for a port: as requests, as bytes, or as what the first bytes tell. */
export type InboundProtocol = 'http' | 'tcp' | 'sniffed';

function targetOf(workload: Workload, { targetPort }: ServicePort): number | undefined {
  return typeof targetPort === 'number' ? targetPort : workload.ports.find(({ name }) => name === targetPort)?.number;
}

/** How a sidecar takes what comes for a port of its workload: as the first Service says that sends there, else it looks. */
export function inboundProtocol(mesh: Mesh, workload: Workload, port: number): InboundProtocol {
  const first = mesh
    .servicesFor(workload)
    .flatMap(({ ports }) => ports)
    .find((one) => one.protocol !== 'UDP' && targetOf(workload, one) === port);
  if (first === undefined || first.protocol === 'UNKNOWN') return 'sniffed';
  return isHttp(first.protocol) ? 'http' : 'tcp';
}
