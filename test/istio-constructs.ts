import * as all from '../lib';

/** The constructs of Istio's kinds, by kind. */
export const ISTIO_CONSTRUCTS = {
  AuthorizationPolicy: all.AuthorizationPolicy,
  DestinationRule: all.DestinationRule,
  EnvoyFilter: all.EnvoyFilter,
  Gateway: all.Gateway,
  PeerAuthentication: all.PeerAuthentication,
  ProxyConfig: all.ProxyConfig,
  RequestAuthentication: all.RequestAuthentication,
  ServiceEntry: all.ServiceEntry,
  Sidecar: all.Sidecar,
  Telemetry: all.Telemetry,
  TrafficExtension: all.TrafficExtension,
  VirtualService: all.VirtualService,
  WasmPlugin: all.WasmPlugin,
  WorkloadEntry: all.WorkloadEntry,
  WorkloadGroup: all.WorkloadGroup,
} as const;
