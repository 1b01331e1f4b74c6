import type { Problem } from '../core/problem';
import { specAsRead } from '../core/schema/as-read';
import { frameProblems, specProblems } from '../core/schema/schema-problems';
import type { Values } from '../core/schema/values';
import { authorizationPolicyProblems } from './authorization-policy';
import { destinationRuleProblems } from './destination-rule';
import { envoyFilterProblems } from './envoy-filter';
import { gatewayProblems } from './gateway';
import { backendTlsPolicyProblems } from './gateway-api/backend-tls-policy';
import { kubernetesGatewayProblems } from './gateway-api/gateway';
import { grpcRouteProblems } from './gateway-api/grpc-route';
import { httpRouteProblems } from './gateway-api/http-route';
import { tcpRouteProblems } from './gateway-api/tcp-route';
import { tlsRouteProblems } from './gateway-api/tls-route';
import { peerAuthenticationProblems } from './peer-authentication';
import type { Placed } from './placed';
import { proxyConfigProblems } from './proxy-config';
import { requestAuthenticationProblems } from './request-authentication';
import { serviceEntryProblems } from './service-entry';
import { sidecarProblems } from './sidecar';
import { telemetryProblems } from './telemetry';
import { trafficExtensionProblems } from './traffic-extension';
import { virtualServiceProblems } from './virtual-service';
import { wasmPluginProblems } from './wasm-plugin';
import { workloadEntryProblems } from './workload-entry';
import { workloadGroupProblems } from './workload-group';

/** What rules ask of an object beside its spec. */
export interface PlacedObject extends Placed {
  readonly annotations?: Readonly<Record<string, string>>;
}

type Rules = (spec: never, placed: PlacedObject) => Problem[];

/** The rules of each kind, by `<group>/<kind>`, for specs that its schema takes. */
const RULES: Readonly<Record<string, Rules>> = {
  'extensions.istio.io/TrafficExtension': trafficExtensionProblems,
  'extensions.istio.io/WasmPlugin': wasmPluginProblems,
  'gateway.networking.k8s.io/BackendTLSPolicy': backendTlsPolicyProblems,
  'gateway.networking.k8s.io/Gateway': kubernetesGatewayProblems,
  'gateway.networking.k8s.io/GRPCRoute': grpcRouteProblems,
  'gateway.networking.k8s.io/HTTPRoute': httpRouteProblems,
  'gateway.networking.k8s.io/TCPRoute': tcpRouteProblems,
  'gateway.networking.k8s.io/TLSRoute': tlsRouteProblems,
  'networking.istio.io/DestinationRule': destinationRuleProblems,
  'networking.istio.io/EnvoyFilter': envoyFilterProblems,
  'networking.istio.io/Gateway': gatewayProblems,
  'networking.istio.io/ProxyConfig': proxyConfigProblems,
  'networking.istio.io/ServiceEntry': serviceEntryProblems,
  'networking.istio.io/Sidecar': sidecarProblems,
  'networking.istio.io/VirtualService': virtualServiceProblems,
  'networking.istio.io/WorkloadEntry': workloadEntryProblems,
  'networking.istio.io/WorkloadGroup': workloadGroupProblems,
  'security.istio.io/AuthorizationPolicy': (spec, { annotations }) => authorizationPolicyProblems(spec, annotations),
  'security.istio.io/PeerAuthentication': peerAuthenticationProblems,
  'security.istio.io/RequestAuthentication': requestAuthenticationProblems,
  'telemetry.istio.io/Telemetry': telemetryProblems,
};

/** A problem of a spec, with its field named from the top of the object. */
function inSpec(problem: Problem): Problem {
  const { field } = problem;
  return field === 'spec' || field.startsWith('metadata.') ? problem : { ...problem, field: `spec.${field}` };
}

/**
 * What an API server with the CRDs, and istiod's webhook, refuse in an object: by the schema of its kind, and where that takes it, by
 * the rules. Fields are named from the top of the object. An object of another kind has no problems here.
 */
export function refusals(object: Values, placed: PlacedObject): Problem[] {
  const structural = [...frameProblems(object), ...specProblems(object).map(inSpec)];
  if (structural.length > 0) return structural;
  const [group] = String(object.apiVersion).split('/');
  const rules = RULES[`${group}/${object.kind}`];
  return (rules?.(specAsRead(object) as never, placed) ?? []).map(inSpec);
}
