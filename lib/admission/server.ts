import type { GatewaySpecServers } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { emptyListProblems, emptyTextProblems } from '../core/sizes';
import type { Wire } from '../core/wire';
import { ipAddressProblems, isUnixAddress, unixAddressProblems } from './addresses';
import { servedHostProblems } from './hosts';
import { isHttp, isTls, protocolProblems } from './protocol';
import { plainHttpTlsProblems, serverTlsProblems } from './server-tls';

type Server = Wire<GatewaySpecServers>;

function bindProblems(field: string, { bind = '', port }: Server): Problem[] {
  if (!isUnixAddress(bind)) {
    return [
      ...portProblems(`${field}.port.number`, port.number),
      ...(bind === '' ? [] : ipAddressProblems(`${field}.bind`, bind)),
    ];
  }
  const problem = 'must be 0 for a Unix domain socket';
  return [
    ...unixAddressProblems(`${field}.bind`, bind),
    ...(port.number === 0 ? [] : [{ field: `${field}.port.number`, problem, got: port.number, fix: 'set it to 0' }]),
  ];
}

function tlsProblems(field: string, { port, tls }: Server): Problem[] {
  if (isTls(port.protocol)) {
    const problem = `is missing, which ${port.protocol} needs`;
    return tls === undefined ? [{ field, problem, fix: 'set mode, PASSTHROUGH for TLS that goes on unopened' }] : [];
  }
  if (tls === undefined) return [];
  if (isHttp(port.protocol)) return plainHttpTlsProblems(field, tls);
  const fix = 'remove it, or set protocol to TLS';
  return [{ field, problem: `is set for a port of ${port.protocol}`, got: tls, fix }];
}

/** What Istio refuses in a port that a gateway opens. */
export function serverProblems(field: string, server: Server): Problem[] {
  const { hosts, port, tls } = server;
  return [
    ...emptyListProblems(`${field}.hosts`, hosts, "name the hosts that are served, or use ['*'] for all"),
    ...hosts.flatMap((host, i) => servedHostProblems(`${field}.hosts[${i}]`, host)),
    ...bindProblems(field, server),
    ...protocolProblems(`${field}.port.protocol`, port.protocol),
    ...emptyTextProblems(`${field}.port.name`, port.name, 'give the port a name'),
    ...((port.targetPort ?? 0) === 0
      ? []
      : [{ field: `${field}.port.targetPort`, problem: 'does nothing in a Gateway', got: port.targetPort, fix: 'remove it' }]),
    ...(tls === undefined ? [] : serverTlsProblems(`${field}.tls`, tls)),
    ...tlsProblems(`${field}.tls`, server),
  ];
}
