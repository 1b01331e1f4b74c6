import { agentgateway, agentgatewayWaypoint } from './agentgateway';
import { gateway } from './gateway';
import type { GatewayObject } from './gateway-shape';
import { toGoTemplate } from './go-template';
import { grpcAgent } from './grpc-agent';
import { grpcSimple } from './grpc-simple';
import { kubeGateway } from './kube-gateway';
import type { PodShape } from './pod-shape';
import { sidecar } from './sidecar';
import type { Node } from './template';
import { waypoint } from './waypoint';

/** What istiod merges into pods, by the name that pods ask for it. */
export const podTemplates = {
  sidecar,
  gateway,
  'grpc-simple': grpcSimple,
  'grpc-agent': grpcAgent,
} satisfies Record<string, Node<PodShape>>;

/** What istiod applies for Gateways of the Gateway API; the class of a Gateway decides which. */
export const gatewayTemplates = {
  'kube-gateway': kubeGateway,
  waypoint,
  agentgateway,
  'agentgateway-waypoint': agentgatewayWaypoint,
} satisfies Record<string, readonly Node<GatewayObject>[]>;

/** The Go template text of each built-in template, by its name. */
export function injectionTemplates(): Record<string, string> {
  return Object.fromEntries([
    ...Object.entries(podTemplates).map(([name, pod]) => [name, toGoTemplate(pod)]),
    ...Object.entries(gatewayTemplates).map(([name, objects]) => [name, toGoTemplate(...objects)]),
  ]);
}
