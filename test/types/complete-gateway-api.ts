import type {
  BackendTlsPolicySpec,
  GatewaySpec,
  GrpcRouteSpec,
  HttpRouteSpec,
  ReferenceGrantSpec,
  TcpRouteSpec,
  TlsRouteSpec,
} from '../../imports/gateway.networking.k8s.io';
import type { GatewayApi } from '../../lib';
import type { Wire } from '../../lib/core/wire';
import type { Missing, Nothing } from './complete';

/** An object stands for what the API writes as its name, namespace and kind. */
type Objects =
  | `${string}.${'certificateRefs' | 'parentRefs' | 'targetRefs'}[].${'group' | 'kind' | 'name' | 'namespace' | 'port' | 'sectionName'}`
  | `${string}.clientCertificateRef.${'group' | 'kind' | 'namespace'}`
  | `${string}.backendRefs[].${'group' | 'kind' | 'name' | 'namespace' | 'port'}`;

/** Filters that Istio refuses. */
type Refused = `${string}.filters[].extensionRef` | `HTTPRoute.rules[].backendRefs[].filters[].${string}`;

export type Complete = [
  Nothing<Exclude<Missing<Wire<GatewaySpec>, GatewayApi.GatewayProps, 'Gateway'>, Objects>>,
  Nothing<Exclude<Missing<Wire<HttpRouteSpec>, GatewayApi.HTTPRouteProps, 'HTTPRoute'>, Objects | Refused>>,
  Nothing<
    Exclude<
      Missing<Wire<GrpcRouteSpec>, GatewayApi.GRPCRouteProps, 'GRPCRoute'>,
      Objects | Refused | `${string}.backendRefs[].filters[].${string}`
    >
  >,
  Nothing<Exclude<Missing<Wire<TlsRouteSpec>, GatewayApi.TLSRouteProps, 'TLSRoute'>, Objects>>,
  Nothing<Exclude<Missing<Wire<TcpRouteSpec>, GatewayApi.TCPRouteProps, 'TCPRoute'>, Objects>>,
  Nothing<Missing<Wire<ReferenceGrantSpec>, GatewayApi.ReferenceGrantProps, 'ReferenceGrant'>>,
  Nothing<Exclude<Missing<Wire<BackendTlsPolicySpec>, GatewayApi.BackendTLSPolicyProps, 'BackendTLSPolicy'>, Objects>>,
];
