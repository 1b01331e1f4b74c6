import { authorizationPolicyProblems } from '../../../../lib/admission/authorization-policy';
import { destinationRuleProblems } from '../../../../lib/admission/destination-rule';
import { envoyFilterProblems } from '../../../../lib/admission/envoy-filter';
import { gatewayProblems } from '../../../../lib/admission/gateway';
import { peerAuthenticationProblems } from '../../../../lib/admission/peer-authentication';
import { proxyConfigProblems } from '../../../../lib/admission/proxy-config';
import { requestAuthenticationProblems } from '../../../../lib/admission/request-authentication';
import { serviceEntryProblems } from '../../../../lib/admission/service-entry';
import { sidecarProblems } from '../../../../lib/admission/sidecar';
import { telemetryProblems } from '../../../../lib/admission/telemetry';
import { trafficExtensionProblems } from '../../../../lib/admission/traffic-extension';
import { virtualServiceProblems } from '../../../../lib/admission/virtual-service';
import { wasmPluginProblems } from '../../../../lib/admission/wasm-plugin';
import { workloadEntryProblems } from '../../../../lib/admission/workload-entry';
import { workloadGroupProblems } from '../../../../lib/admission/workload-group';
import type { Labels } from '../../../../lib/core/labels';
import type { Problem } from '../../../../lib/core/problem';
import type { Knowledge } from '../from-schema';
import { AUTHORIZATION_POLICY } from './authorization-policy';
import { DESTINATION_RULE } from './destination-rule';
import { ENVOY_FILTER } from './envoy-filter';
import { GATEWAY } from './gateway';
import { GATEWAY_API_KINDS } from './gateway-api';
import { PEER_AUTHENTICATION, REQUEST_AUTHENTICATION } from './security';
import { PROXY_CONFIG, SERVICE_ENTRY, WORKLOAD_ENTRY, WORKLOAD_GROUP } from './service-entry';
import { SIDECAR } from './sidecar';
import { TELEMETRY, TRAFFIC_EXTENSION, WASM_PLUGIN } from './telemetry';
import { VIRTUAL_SERVICE } from './virtual-service';

/** What rules ask of an object beside its spec. */
interface Metadata {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels | undefined;
  readonly annotations: Labels | undefined;
}

/** A kind, how its objects are made, and what judges them. */
export interface JudgedKind {
  readonly kind: string;
  /** @default one of Istio's */
  readonly group?: 'gateway.networking.k8s.io';
  readonly knowledge: Knowledge;
  readonly problems: (spec: never, metadata: Metadata) => Problem[];
}

export const KINDS: readonly JudgedKind[] = [
  { kind: 'VirtualService', knowledge: VIRTUAL_SERVICE, problems: virtualServiceProblems },
  { kind: 'DestinationRule', knowledge: DESTINATION_RULE, problems: destinationRuleProblems },
  { kind: 'Gateway', knowledge: GATEWAY, problems: gatewayProblems },
  { kind: 'ServiceEntry', knowledge: SERVICE_ENTRY, problems: serviceEntryProblems },
  { kind: 'Sidecar', knowledge: SIDECAR, problems: sidecarProblems },
  { kind: 'WorkloadEntry', knowledge: WORKLOAD_ENTRY, problems: workloadEntryProblems },
  { kind: 'WorkloadGroup', knowledge: WORKLOAD_GROUP, problems: workloadGroupProblems },
  { kind: 'EnvoyFilter', knowledge: ENVOY_FILTER, problems: envoyFilterProblems },
  { kind: 'ProxyConfig', knowledge: PROXY_CONFIG, problems: proxyConfigProblems },
  { kind: 'PeerAuthentication', knowledge: PEER_AUTHENTICATION, problems: peerAuthenticationProblems },
  { kind: 'RequestAuthentication', knowledge: REQUEST_AUTHENTICATION, problems: requestAuthenticationProblems },
  {
    kind: 'AuthorizationPolicy',
    knowledge: AUTHORIZATION_POLICY,
    problems: (spec, { annotations }) => authorizationPolicyProblems(spec, annotations),
  },
  { kind: 'Telemetry', knowledge: TELEMETRY, problems: telemetryProblems },
  { kind: 'WasmPlugin', knowledge: WASM_PLUGIN, problems: wasmPluginProblems },
  { kind: 'TrafficExtension', knowledge: TRAFFIC_EXTENSION, problems: trafficExtensionProblems },
  ...GATEWAY_API_KINDS,
];
