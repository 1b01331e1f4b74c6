import type { TrafficExtensionSpec, WasmPluginSpec } from '../../imports/extensions.istio.io';
import type * as GatewayApi from '../../imports/gateway.networking.k8s.io';
import type {
  DestinationRuleSpec,
  EnvoyFilterSpec,
  GatewaySpec,
  ProxyConfigSpec,
  ServiceEntrySpec,
  SidecarSpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
  WorkloadGroupSpec,
} from '../../imports/networking.istio.io';
import type { AuthorizationPolicySpec, PeerAuthenticationSpec, RequestAuthenticationSpec } from '../../imports/security.istio.io';
import type { TelemetrySpec } from '../../imports/telemetry.istio.io';
import type { Wire } from '../core/wire';

/** The specs of the kinds that the model reads, as they stand in YAML, by `<group>/<kind>`. */
export interface Specs {
  readonly 'extensions.istio.io/TrafficExtension': Wire<TrafficExtensionSpec>;
  readonly 'extensions.istio.io/WasmPlugin': Wire<WasmPluginSpec>;
  readonly 'networking.istio.io/DestinationRule': Wire<DestinationRuleSpec>;
  readonly 'networking.istio.io/EnvoyFilter': Wire<EnvoyFilterSpec>;
  readonly 'networking.istio.io/Gateway': Wire<GatewaySpec>;
  readonly 'networking.istio.io/ProxyConfig': Wire<ProxyConfigSpec>;
  readonly 'networking.istio.io/ServiceEntry': Wire<ServiceEntrySpec>;
  readonly 'networking.istio.io/Sidecar': Wire<SidecarSpec>;
  readonly 'networking.istio.io/VirtualService': Wire<VirtualServiceSpec>;
  readonly 'networking.istio.io/WorkloadEntry': Wire<WorkloadEntrySpec>;
  readonly 'networking.istio.io/WorkloadGroup': Wire<WorkloadGroupSpec>;
  readonly 'security.istio.io/AuthorizationPolicy': Wire<AuthorizationPolicySpec>;
  readonly 'security.istio.io/PeerAuthentication': Wire<PeerAuthenticationSpec>;
  readonly 'security.istio.io/RequestAuthentication': Wire<RequestAuthenticationSpec>;
  readonly 'telemetry.istio.io/Telemetry': Wire<TelemetrySpec>;
  readonly 'gateway.networking.k8s.io/BackendTLSPolicy': Wire<GatewayApi.BackendTlsPolicySpec>;
  readonly 'gateway.networking.k8s.io/Gateway': Wire<GatewayApi.GatewaySpec>;
  readonly 'gateway.networking.k8s.io/GatewayClass': Wire<GatewayApi.GatewayClassSpec>;
  readonly 'gateway.networking.k8s.io/GRPCRoute': Wire<GatewayApi.GrpcRouteSpec>;
  readonly 'gateway.networking.k8s.io/HTTPRoute': Wire<GatewayApi.HttpRouteSpec>;
  readonly 'gateway.networking.k8s.io/ListenerSet': Wire<GatewayApi.ListenerSetSpec>;
  readonly 'gateway.networking.k8s.io/ReferenceGrant': Wire<GatewayApi.ReferenceGrantSpec>;
  readonly 'gateway.networking.k8s.io/TCPRoute': Wire<GatewayApi.TcpRouteSpec>;
  readonly 'gateway.networking.k8s.io/TLSRoute': Wire<GatewayApi.TlsRouteSpec>;
}

/** Group and kind of an object that the model reads. */
export type SpecKind = keyof Specs;
