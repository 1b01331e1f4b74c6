export { DefaultRevision, type DefaultRevisionProps } from './default-revision';
export { EgressGateway } from './egress-gateway';
export {
  AccessLogProvider,
  type AccessLogProviderProps,
  ExternalAuthorizer,
  type ExternalAuthorizerProps,
  MetricsProvider,
  type MetricsProviderProps,
  TracingProvider,
  type TracingProviderProps,
} from './extension-providers';
export { GatewayWorkload, type GatewayWorkloadProps } from './gateway-workload';
export { ImageMirror, type ImageMirrorProps } from './image-mirror';
export { IngressGateway } from './ingress-gateway';
export type { Injector } from './injector';
export { IstioCni, type IstioCniProps } from './istio-cni';
export { IstioControlPlane, type IstioControlPlaneProps } from './istio-control-plane';
export { Ztunnel, type ZtunnelProps } from './istio-ztunnel';
export { OutsideControlPlane, type OutsideControlPlaneProps } from './outside-control-plane';
export { Waypoint, type WaypointProps } from './waypoint';
