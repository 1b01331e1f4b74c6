import type { Manifest } from '../../core/manifest';
import { revisionLabel } from '../labels';
import { nameOf, ownerLabel, POD_LABELS, sharedLabels, type ZtunnelAgent } from './ztunnel-agent';

/** Readiness, metrics, administration, HBONE, and what pods of the node send out, get without HBONE, and ask of DNS. */
const TCP_PORTS = [15021, 15020, 15000, 15008, 15001, 15006];
const DNS_PORT = 15053;

/** Lets in what ztunnel answers, and lets out everything. */
export function networkPolicy({ release, namespace, values }: ZtunnelAgent): Manifest | undefined {
  const { global, revision } = values;
  if (!global.networkPolicy.enabled) return undefined;
  const tcp = (port: number) => ({ protocol: 'TCP', port });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: revision === '' ? nameOf(values) : `${nameOf(values)}-${revision}`,
      namespace,
      labels: {
        ...POD_LABELS,
        'istio.io/rev': revisionLabel(revision),
        ...ownerLabel(values),
        'operator.istio.io/component': 'Ztunnel',
        release,
        ...sharedLabels(release),
      },
    },
    spec: {
      podSelector: { matchLabels: POD_LABELS },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...TCP_PORTS.map((port) => ({ ports: [tcp(port)] })),
        { ports: [tcp(DNS_PORT), { protocol: 'UDP', port: DNS_PORT }] },
      ],
      egress: [{}],
    },
  };
}
