import type { Manifest } from '../../core/manifest';
import { revisionLabel } from '../labels';
import { given } from '../values';
import { gatewayLabels, type NamedGateway, selectorLabels } from './named-gateway';

const STATUS_PORT = 15021;
const METRICS_PORTS = [15020, 15090];

/** Lets in what the gateway offers, and lets out everything. */
export function networkPolicy(gateway: NamedGateway): Manifest | undefined {
  const { name, namespace, values } = gateway;
  if (!values.global.networkPolicy.enabled) return undefined;
  const tcp = (port: number) => ({ protocol: 'TCP', port });
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: values.revision === '' ? name : `${name}-${values.revision}`,
      namespace,
      labels: {
        ...gatewayLabels(gateway),
        'istio.io/rev': revisionLabel(values.revision),
        'install.operator.istio.io/owning-resource': given(values.ownerName) ?? 'unknown',
        'operator.istio.io/component': 'Gateway',
        release: name,
      },
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(gateway) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { ports: [tcp(STATUS_PORT)] },
        { ports: METRICS_PORTS.map(tcp) },
        ...values.service.ports.map(({ protocol = 'TCP', targetPort, port }) => ({
          ports: [{ protocol, port: targetPort ?? port }],
        })),
      ],
      egress: [{}],
    },
  };
}
