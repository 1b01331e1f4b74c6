export { Bookinfo, type BookinfoProps } from './apps/bookinfo/bookinfo';
export type { RatingsFault } from './apps/bookinfo/ratings-faults';
export type { ReviewsRoute } from './apps/bookinfo/reviews-routes';
export { InvalidProps, type Problem } from './core/problem';
export { Resource, type ResourceMetadata, type ResourceProps } from './core/resource';
export { Stages } from './delivery/stages';
export {
  type CustomPod,
  type CustomTemplate,
  type InjectAtSynthProps,
  injectAtSynth,
  injectText,
  templateText,
} from './injection';
export { DefaultRevision, type DefaultRevisionProps } from './install/default-revision';
export { EgressGateway } from './install/egress-gateway';
export { GatewayWorkload, type GatewayWorkloadProps } from './install/gateway-workload';
export { IngressGateway } from './install/ingress-gateway';
export type { Injector } from './install/injector';
export { IstioCni, type IstioCniProps } from './install/istio-cni';
export { IstioControlPlane, type IstioControlPlaneProps } from './install/istio-control-plane';
export { Ztunnel, type ZtunnelProps } from './install/istio-ztunnel';
export { type Dataplane, MeshNamespace, type MeshNamespaceProps } from './install/mesh-namespace';
export { OutsideControlPlane, type OutsideControlPlaneProps } from './install/outside-control-plane';
export { Waypoint, type WaypointProps } from './install/waypoint';
export { Destination, type UncheckedDestination } from './networking/destination';
export { DestinationRule, type DestinationRuleProps } from './networking/destination-rule';
export { FaultInjection, type FaultInjectionProps, type FaultMatch } from './networking/fault-injection';
export { Gateway, type GatewayProps } from './networking/gateway';
export { type GatewayReference, OutsideGateway } from './networking/gateway-reference';
export { GatewaySelector } from './networking/gateway-selector';
export type { HttpAbort, HttpDelay, HttpFault } from './networking/http-fault';
export type { HttpMatch } from './networking/http-match';
export type { HttpRoute, HttpRouteDestination } from './networking/http-route';
export type { TcpRoute, TlsRoute } from './networking/layer-4-routes';
export { ServiceEntry, type ServiceEntryProps } from './networking/service-entry';
export { ServiceHost, type ServiceRef } from './networking/service-host';
export type { StringMatch } from './networking/string-match';
export { VirtualService, type VirtualServiceProps } from './networking/virtual-service';
export { EgressThroughGateway, type EgressThroughGatewayProps } from './recipes/egress-through-gateway';
export { PeerAuthentication, type PeerAuthenticationProps } from './security/peer-authentication';
export { ISTIO_HUB, ISTIO_VERSION } from './versions';
