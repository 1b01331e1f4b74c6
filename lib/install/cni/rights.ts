import type { Manifest, ManifestMetadata } from '../../core/manifest';
import type { Labels } from '../labels';
import { pullSecrets } from '../pull-secrets';
import { type CniAgent, componentLabels, NAME, NODE_NAME, namespacedMetadata } from './cni-agent';
import type { CniRepairValues } from './values';

const RBAC = 'rbac.authorization.k8s.io';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** What the agent runs as. */
export function serviceAccount(agent: CniAgent): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: namespacedMetadata(agent, NAME),
    imagePullSecrets: pullSecrets(agent.values.global.imagePullSecrets),
  };
}

/** A role of the cluster, and its binding to the agent. */
function granted(agent: CniAgent, role: string, binding: string, bindingLabels: Labels, rules: readonly Rule[]): Manifest[] {
  const labels = componentLabels(agent);
  const metadata: ManifestMetadata = { name: role, labels: { app: NAME, ...labels } };
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: binding, labels: { ...bindingLabels, ...labels } },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: agent.namespace }],
    },
  ];
}

/** What the way of repair needs beyond seeing pods. To set up their network it takes rights on the node alone. */
function repairRules({ repairPods, deletePods, labelPods }: CniRepairValues): Rule[] {
  if (repairPods) return [];
  if (deletePods) return [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }];
  return labelPods ? [{ apiGroups: [''], resources: ['pods/status'], verbs: ['patch', 'update'] }] : [];
}

/** What the agent may do in the cluster. */
export function rights(agent: CniAgent): Manifest[] {
  const { ambient, platform, repair } = agent.values;
  const privileged: Rule = {
    apiGroups: ['security.openshift.io'],
    resources: ['securitycontextconstraints'],
    resourceNames: ['privileged'],
    verbs: ['use'],
  };
  const own: readonly Rule[] = [
    { apiGroups: [''], resources: ['pods', 'nodes', 'namespaces'], verbs: ['get', 'list', 'watch'] },
    ...(platform === 'openshift' ? [privileged] : []),
  ];
  const forRepair: readonly Rule[] = [
    { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['watch', 'get', 'list'] },
    ...repairRules(repair),
  ];
  const forAmbient: readonly Rule[] = [
    { apiGroups: [''], resources: ['pods/status'], verbs: ['patch', 'update'] },
    { apiGroups: ['apps'], resources: ['daemonsets'], resourceNames: [NODE_NAME], verbs: ['get'] },
  ];
  const repairer: Labels = { 'k8s-app': `${NAME}-repair` };
  return [
    ...granted(agent, NAME, NAME, { app: NAME }, own),
    ...(repair.enabled ? granted(agent, `${NAME}-repair-role`, `${NAME}-repair-rolebinding`, repairer, forRepair) : []),
    ...(ambient.enabled ? granted(agent, `${NAME}-ambient`, `${NAME}-ambient`, repairer, forAmbient) : []),
  ];
}
