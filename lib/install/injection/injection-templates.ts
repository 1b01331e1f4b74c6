import { agentgateway, agentgatewayWaypoint } from './agentgateway';
import type { GatewayObject } from './gateway-shape';
import { toGoTemplate } from './go-template';
import { kubeGateway } from './kube-gateway';
import { podTemplates } from './pod-templates';
import type { Node } from './template';
import { waypoint } from './waypoint';

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
