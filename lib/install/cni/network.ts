import type { Manifest } from '../../core/manifest';
import { type CniAgent, componentLabels, NAME, NODE_LABELS, sharedLabels } from './cni-agent';

const METRICS_PORT = 15014;
const READINESS_PORT = 8000;

/** Lets in probes and the reading of metrics, and lets out everything. */
export function networkPolicy(agent: CniAgent): Manifest | undefined {
  const { global, revision } = agent.values;
  if (!global.networkPolicy.enabled) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: revision === '' ? NAME : `${NAME}-${revision}`,
      namespace: agent.namespace,
      labels: { ...NODE_LABELS, ...componentLabels(agent) },
    },
    spec: {
      podSelector: { matchLabels: NODE_LABELS },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [METRICS_PORT, READINESS_PORT].map((port) => ({ ports: [{ protocol: 'TCP', port }] })),
      egress: [{}],
    },
  };
}

/** What Multus calls the agent by. It looks into the namespace `default` for every pod. */
export function networkAttachment({ release, values }: CniAgent): Manifest | undefined {
  if (values.provider !== 'multus') return undefined;
  return {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: NAME, namespace: 'default', labels: { 'operator.istio.io/component': 'Cni', ...sharedLabels(release) } },
  };
}
