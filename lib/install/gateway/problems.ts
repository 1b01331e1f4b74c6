import { isIpAddress, subnetProblems } from '../../admission/addresses';
import { portProblems } from '../../core/format';
import { labelProblems } from '../../core/labels';
import { labelNameProblems, nameProblems } from '../../core/names';
import { countProblems } from '../../core/numbers';
import type { Problem } from '../../core/problem';
import { resourceProblems } from '../quantities';
import type { NamedGateway } from './named-gateway';
import type { GatewayValues } from './values';

function portsProblems({ networkGateway, networkGatewayPorts, service: { type, ports } }: GatewayValues): Problem[] {
  if (type === 'None') return [];
  if (networkGateway !== '') {
    return Object.entries(networkGatewayPorts).flatMap(([name, { port, targetPort }]) => [
      ...portProblems(`networkGatewayPorts.${name}.port`, port),
      ...portProblems(`networkGatewayPorts.${name}.targetPort`, targetPort),
    ]);
  }
  if (ports.length === 0) {
    return [{ field: 'service.ports', problem: 'is empty', got: ports, fix: "list the ports, or set service.type to 'None'" }];
  }
  const names = ports.map(({ name }) => name);
  return ports.flatMap(({ name, port, targetPort, nodePort }, i) => [
    ...portProblems(`service.ports[${i}].port`, port),
    ...(typeof targetPort === 'string' ? [] : portProblems(`service.ports[${i}].targetPort`, targetPort)),
    ...portProblems(`service.ports[${i}].nodePort`, nodePort),
    ...(names.indexOf(name) === i
      ? []
      : [{ field: `service.ports[${i}].name`, problem: 'is taken', got: name, fix: 'give each port its own name' }]),
  ]);
}

/** A Service takes subnets, and no addresses. */
function rangeProblems(field: string, range: string): Problem[] {
  if (!isIpAddress(range)) return subnetProblems(field, range);
  return [{ field, problem: 'is an address, not a subnet', got: range, fix: `use ${range}/${range.includes(':') ? 128 : 32}` }];
}

function serviceProblems({ service }: GatewayValues): Problem[] {
  const { type, externalIPs, externalTrafficPolicy, healthCheckNodePort, loadBalancerSourceRanges } = service;
  const problems: Problem[] = [];
  if (type === 'None') return problems;
  problems.push(...portProblems('service.healthCheckNodePort', healthCheckNodePort));
  problems.push(
    ...loadBalancerSourceRanges.flatMap((range, i) => rangeProblems(`service.loadBalancerSourceRanges[${i}]`, range)),
  );
  if (type === 'ClusterIP' && externalTrafficPolicy !== '' && externalIPs.length === 0) {
    const problem = 'needs a Service that is reached from outside';
    const fix = 'remove it, or set service.type to LoadBalancer or NodePort';
    problems.push({ field: 'service.externalTrafficPolicy', problem, got: externalTrafficPolicy, fix });
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

function scalingProblems({ autoscaling, kind, podDisruptionBudget, replicaCount }: GatewayValues): Problem[] {
  const { enabled, maxReplicas, minReplicas, targetCPUUtilizationPercentage, targetMemoryUtilizationPercentage } = autoscaling;
  const problems = [
    ...countProblems('replicaCount', replicaCount),
    ...countProblems('autoscaling.targetCPUUtilizationPercentage', targetCPUUtilizationPercentage),
    ...countProblems('autoscaling.targetMemoryUtilizationPercentage', targetMemoryUtilizationPercentage),
  ];
  if (kind === 'Deployment' && enabled && !(minReplicas >= 1 && minReplicas <= maxReplicas)) {
    const problem = `must be between 1 and maxReplicas, which is ${maxReplicas}`;
    const fix = 'raise maxReplicas, or lower minReplicas';
    problems.push({ field: 'autoscaling.minReplicas', problem, got: minReplicas, fix });
  }
  if (podDisruptionBudget['minAvailable'] !== undefined && podDisruptionBudget['maxUnavailable'] !== undefined) {
    const problem = 'has both minAvailable and maxUnavailable';
    problems.push({ field: 'podDisruptionBudget', problem, got: podDisruptionBudget, fix: 'name one of the two' });
  }
  return problems;
}

/** Without a name, the rights would go to whatever else runs in the namespace. */
function identityProblems({ rbac, serviceAccount: { create, name } }: GatewayValues): Problem[] {
  if (name !== '') return nameProblems('serviceAccount.name', name);
  if (create || !rbac.enabled) return [];
  const problem = 'is missing, so every pod of the namespace without a ServiceAccount of its own could read its Secrets';
  const fix = 'name the ServiceAccount of the gateway, or set rbac.enabled to false';
  return [{ field: 'serviceAccount.name', problem, got: name, fix }];
}

/** Everything that cannot be right about a gateway, whatever else the program says. */
export function gatewayProblems({ name, namespace, values }: NamedGateway): Problem[] {
  const { labels, minReadySeconds, networkGateway, nodeSelector, resources, terminationGracePeriodSeconds } = values;
  return [
    ...labelNameProblems('name', name),
    ...labelNameProblems('namespace', namespace),
    ...labelProblems('labels', labels),
    ...labelProblems('networkGateway', { 'topology.istio.io/network': networkGateway }),
    ...labelProblems('nodeSelector', nodeSelector),
    ...identityProblems(values),
    ...portsProblems(values),
    ...serviceProblems(values),
    ...scalingProblems(values),
    ...resourceProblems('resources', resources),
    ...countProblems('minReadySeconds', minReadySeconds),
    ...countProblems('terminationGracePeriodSeconds', terminationGracePeriodSeconds),
  ];
}
