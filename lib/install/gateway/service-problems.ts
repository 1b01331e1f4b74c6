import { ipAddressProblems, isIpAddress, subnetProblems } from '../../admission/addresses';
import { choiceProblems } from '../../core/choice';
import { portProblems } from '../../core/format';
import { labelNameProblems } from '../../core/names';
import type { Problem } from '../../core/problem';
import type { GatewayValues, GatewayServicePort as Port, GatewayServiceValues as Service } from './values';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** The problem of a setting that is for Services with an address outside the cluster, in one that has none. */
function insideProblem(field: string, got: unknown): Problem {
  const problem = 'needs a Service that is reached from outside';
  return { field, problem, got, fix: 'remove it, or set service.type to LoadBalancer or NodePort' };
}

function numberProblems(field: string, { port }: Port): Problem[] {
  return port === undefined ? [{ field, problem: 'is missing', fix: 'give the port of the Service' }] : portProblems(field, port);
}

function targetPortProblems(field: string, { targetPort }: Port): Problem[] {
  if (typeof targetPort !== 'string') return portProblems(`${field}.targetPort`, targetPort);
  if (PORT_NAME.test(targetPort)) return [];
  const fix = 'use a number, or at most 15 characters of a-z, 0-9 and -, one of them a letter';
  return [{ field: `${field}.targetPort`, problem: 'is no name of a port', got: targetPort, fix }];
}

function nodePortProblems(field: string, { nodePort }: Port, { type }: Service): Problem[] {
  const problems = portProblems(`${field}.nodePort`, nodePort);
  return nodePort === undefined || type !== 'ClusterIP' ? problems : [...problems, insideProblem(`${field}.nodePort`, nodePort)];
}

/** Two ports of one name, or of one number, unless their protocols differ. */
function samePortProblems(field: string, { name, port, protocol = 'TCP' }: Port, earlier: readonly Port[]): Problem[] {
  const other = earlier.findIndex((one) => one.port === port && (one.protocol ?? 'TCP') === protocol);
  const problem = `is that of service.ports[${other}] as well`;
  return [
    ...(earlier.some((one) => one.name === name)
      ? [{ field: `${field}.name`, problem: 'is taken', got: name, fix: 'give each port its own name' }]
      : []),
    ...(other === -1 ? [] : [{ field: `${field}.port`, problem, got: port, fix: 'declare each port once' }]),
  ];
}

function portsProblems(service: Service): Problem[] {
  const { ports } = service;
  if (ports.length === 0) {
    return [{ field: 'service.ports', problem: 'is empty', got: ports, fix: "list the ports, or set service.type to 'None'" }];
  }
  return ports.flatMap((port, i) => {
    const field = `service.ports[${i}]`;
    const { name = '' } = port;
    return [
      ...(ports.length === 1 && name === '' ? [] : labelNameProblems(`${field}.name`, name)),
      ...numberProblems(`${field}.port`, port),
      ...choiceProblems(`${field}.protocol`, port.protocol, PROTOCOLS),
      ...targetPortProblems(field, port),
      ...nodePortProblems(field, port, service),
      ...samePortProblems(field, port, ports.slice(0, i)),
    ];
  });
}

function networkPortsProblems(ports: GatewayValues['networkGatewayPorts']): Problem[] {
  return Object.entries(ports).flatMap(([name, { port, targetPort, protocol }]) => [
    ...portProblems(`networkGatewayPorts.${name}.port`, port),
    ...portProblems(`networkGatewayPorts.${name}.targetPort`, targetPort),
    ...choiceProblems(`networkGatewayPorts.${name}.protocol`, protocol, PROTOCOLS),
  ]);
}

function clusterIpProblems({ clusterIP, type }: Service): Problem[] {
  if (clusterIP === '') return [];
  if (clusterIP !== 'None') return ipAddressProblems('service.clusterIP', clusterIP);
  if (type === 'ClusterIP') return [];
  const fix = 'remove it, or set service.type to ClusterIP';
  return [{ field: 'service.clusterIP', problem: `does not go with service.type ${type}`, got: clusterIP, fix }];
}

/** A Service takes subnets, and no addresses. */
function rangeProblems(field: string, range: string): Problem[] {
  if (!isIpAddress(range)) return subnetProblems(field, range);
  return [{ field, problem: 'is an address, not a subnet', got: range, fix: `use ${range}/${range.includes(':') ? 128 : 32}` }];
}

/** Problems of what only a Service has that is reached from outside. */
function outsideProblems(service: Service): Problem[] {
  const { type, externalIPs, externalTrafficPolicy, healthCheckNodePort, loadBalancerSourceRanges } = service;
  const problems: Problem[] = [
    ...portProblems('service.healthCheckNodePort', healthCheckNodePort),
    ...loadBalancerSourceRanges.flatMap((range, i) => rangeProblems(`service.loadBalancerSourceRanges[${i}]`, range)),
  ];
  if (type === 'ClusterIP' && externalTrafficPolicy !== '' && externalIPs.length === 0) {
    problems.push(insideProblem('service.externalTrafficPolicy', externalTrafficPolicy));
  }
  if (healthCheckNodePort !== undefined && !(type === 'LoadBalancer' && externalTrafficPolicy === 'Local')) {
    const problem = "needs service.type LoadBalancer and service.externalTrafficPolicy 'Local'";
    problems.push({ field: 'service.healthCheckNodePort', problem, got: healthCheckNodePort, fix: 'set them, or remove it' });
  }
  if (type !== 'LoadBalancer' && loadBalancerSourceRanges.length > 0) {
    const field = 'service.loadBalancerSourceRanges';
    const fix = 'remove it: without a load balancer nothing would check it';
    problems.push({ field, problem: 'needs service.type LoadBalancer', got: loadBalancerSourceRanges, fix });
  }
  return problems;
}

/** Problems of the Service before a gateway that the API server would report. */
export function serviceProblems({ networkGateway, networkGatewayPorts, service }: GatewayValues): Problem[] {
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
    ...(networkGateway === '' ? portsProblems(service) : networkPortsProblems(networkGatewayPorts)),
    ...outsideProblems(service),
  ];
}
