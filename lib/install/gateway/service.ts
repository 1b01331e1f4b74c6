import type { Manifest } from '../../core/manifest';
import { given } from '../values';
import { gatewayMetadata, type NamedGateway, selectorLabels } from './named-gateway';
import type { GatewayServicePort, GatewayValues } from './values';

/** The ports of a gateway between networks, in the order of the chart, with the ports of the pod that they lead to. */
const NETWORK_GATEWAY_PORTS = { 'status-port': 15021, tls: 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 } as const;

function servicePorts({ networkGateway, networkGatewayPorts, service }: GatewayValues): readonly GatewayServicePort[] {
  if (networkGateway === '') return service.ports;
  return Object.entries(NETWORK_GATEWAY_PORTS).map(([name, ownPort]) => {
    const { port, targetPort, protocol } = networkGatewayPorts[name as keyof typeof NETWORK_GATEWAY_PORTS];
    return { name, port, targetPort: targetPort ?? ownPort, protocol: protocol ?? 'TCP' };
  });
}

/** The Service before the pods; none with type `None`. */
export function service(gateway: NamedGateway): Manifest | undefined {
  const { values } = gateway;
  const own = values.service;
  if (own.type === 'None') return undefined;
  const metadata = gatewayMetadata(gateway);
  const isLoadBalancer = own.type === 'LoadBalancer';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...(values.networkGateway !== '' && { 'topology.istio.io/network': values.networkGateway }) },
      annotations: given({ ...values.annotations, ...own.annotations }),
    },
    spec: {
      loadBalancerIP: given(own.loadBalancerIP),
      allocateLoadBalancerNodePorts: isLoadBalancer ? own.allocateLoadBalancerNodePorts : undefined,
      loadBalancerClass: isLoadBalancer ? own.loadBalancerClass : undefined,
      ipFamilyPolicy: given(own.ipFamilyPolicy),
      ipFamilies: given(own.ipFamilies),
      loadBalancerSourceRanges: given(own.loadBalancerSourceRanges),
      externalTrafficPolicy: given(own.externalTrafficPolicy),
      internalTrafficPolicy: given(own.internalTrafficPolicy),
      healthCheckNodePort: own.healthCheckNodePort,
      type: own.type,
      clusterIP: given(own.clusterIP),
      ports: servicePorts(values),
      externalIPs: given(own.externalIPs),
      selector: { ...selectorLabels(gateway), ...own.selectorLabels },
    },
  };
}
