import { labelProblems } from '../../core/labels';
import { labelNameProblems, nameProblems } from '../../core/names';
import { countProblems } from '../../core/numbers';
import type { Problem } from '../../core/problem';
import { resourceProblems } from '../quantities';
import { tolerationProblems } from '../toleration-problems';
import type { NamedGateway } from './named-gateway';
import { serviceProblems } from './service-problems';
import type { GatewayValues } from './values';

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
  const { labels, minReadySeconds, networkGateway, nodeSelector, resources, terminationGracePeriodSeconds, tolerations } = values;
  return [
    ...labelNameProblems('name', name),
    ...labelNameProblems('namespace', namespace),
    ...labelProblems('labels', labels),
    ...labelProblems('networkGateway', { 'topology.istio.io/network': networkGateway }),
    ...labelProblems('nodeSelector', nodeSelector),
    ...tolerationProblems('tolerations', tolerations),
    ...identityProblems(values),
    ...serviceProblems(values),
    ...scalingProblems(values),
    ...resourceProblems('resources', resources),
    ...countProblems('minReadySeconds', minReadySeconds),
    ...countProblems('terminationGracePeriodSeconds', terminationGracePeriodSeconds),
  ];
}
