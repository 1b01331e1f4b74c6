import { ipAddressProblems } from '../admission/addresses';
import { choiceProblems } from '../core/choice';
import { labelNameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import type { GatewayValues } from './gateway';

type Service = GatewayValues['service'];
type Port = Service['ports'][number];

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

function targetPortProblems(field: string, { targetPort }: Port): Problem[] {
  if (typeof targetPort !== 'string' || PORT_NAME.test(targetPort)) return [];
  const fix = 'use a number, or at most 15 characters of a-z, 0-9 and -, one of them a letter';
  return [{ field: `${field}.targetPort`, problem: 'is no name of a port', got: targetPort, fix }];
}

function nodePortProblems(field: string, { nodePort }: Port, { type }: Service): Problem[] {
  if (nodePort === undefined || type !== 'ClusterIP') return [];
  const fix = 'remove it, or set service.type to LoadBalancer or NodePort';
  return [{ field: `${field}.nodePort`, problem: 'needs a Service that is reached from outside', got: nodePort, fix }];
}

/** Two ports of one number, unless their protocols differ. */
function samePortProblems(field: string, { port, protocol = 'TCP' }: Port, earlier: readonly Port[]): Problem[] {
  const other = earlier.findIndex((one) => one.port === port && (one.protocol ?? 'TCP') === protocol);
  if (other === -1) return [];
  const problem = `is that of service.ports[${other}] as well`;
  return [{ field: `${field}.port`, problem, got: port, fix: 'declare each port once' }];
}

function portsProblems(service: Service): Problem[] {
  const { ports } = service;
  return ports.flatMap((port, i) => {
    const field = `service.ports[${i}]`;
    return [
      ...(ports.length === 1 && port.name === '' ? [] : labelNameProblems(`${field}.name`, port.name)),
      ...choiceProblems(`${field}.protocol`, port.protocol, PROTOCOLS),
      ...targetPortProblems(field, port),
      ...nodePortProblems(field, port, service),
      ...samePortProblems(field, port, ports.slice(0, i)),
    ];
  });
}

function clusterIpProblems({ clusterIP, type }: Service): Problem[] {
  if (clusterIP === '') return [];
  if (clusterIP !== 'None') return ipAddressProblems('service.clusterIP', clusterIP);
  if (type === 'ClusterIP') return [];
  const fix = 'remove it, or set service.type to ClusterIP';
  return [{ field: 'service.clusterIP', problem: `does not go with service.type ${type}`, got: clusterIP, fix }];
}

/** Problems of the Service before a gateway that the API server would report. */
export function gatewayServiceProblems({ networkGateway, networkGatewayPorts, service }: GatewayValues): Problem[] {
  const { type, externalIPs, externalTrafficPolicy, internalTrafficPolicy, ipFamilies, ipFamilyPolicy } = service;
  if (type === 'None') return [];
  return [
    ...choiceProblems('service.type', type, ['LoadBalancer', 'NodePort', 'ClusterIP', 'None']),
    ...choiceProblems('service.externalTrafficPolicy', externalTrafficPolicy, ['Cluster', 'Local']),
    ...choiceProblems('service.internalTrafficPolicy', internalTrafficPolicy, ['Cluster', 'Local']),
    ...choiceProblems('service.ipFamilyPolicy', ipFamilyPolicy, ['SingleStack', 'PreferDualStack', 'RequireDualStack']),
    ...ipFamilies.flatMap((family, i) => choiceProblems(`service.ipFamilies[${i}]`, family, ['IPv4', 'IPv6'])),
    ...externalIPs.flatMap((address, i) => ipAddressProblems(`service.externalIPs[${i}]`, address)),
    ...clusterIpProblems(service),
    ...(networkGateway === ''
      ? portsProblems(service)
      : Object.entries(networkGatewayPorts).flatMap(([name, { protocol }]) =>
          choiceProblems(`networkGatewayPorts.${name}.protocol`, protocol, PROTOCOLS),
        )),
  ];
}
