import type { Mesh, Workload } from '../../model';
import { isHttp } from '../../model/port-protocol';
import { GatewayPorts } from '../gateway-ports';
import { GatewayServers } from '../gateway-servers';

/** What the servers of a gateway take on a port of its pods. */
export interface GatewayEntrance {
  readonly takesTls: boolean;
  readonly takesPlain: boolean;
}

/** What a gateway takes on a port of its pods; undefined where no server of a Gateway opens it. */
export function gatewayEntrance(mesh: Mesh, workload: Workload, port: number): GatewayEntrance | undefined {
  const { merged } = new GatewayServers({ mesh, labels: workload.labels }, new GatewayPorts({ mesh, workload }));
  const servers = merged.filter((one) => one.port === port).flatMap((one) => one.servers);
  if (servers.length === 0) return undefined;
  const inTls = servers.filter(({ spec, protocol }) => spec.tls !== undefined && !isHttp(protocol));
  return { takesTls: inTls.length > 0, takesPlain: inTls.length < servers.length };
}
