import type { WorkloadEntrySpec } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { destinationRuleWarnings } from './destination-rule';
import { envoyFilterWarnings } from './envoy-filter';
import { gatewayWarnings } from './gateway';
import { authorizationPolicyWarnings, requestAuthenticationWarnings } from './security';
import { selectingWarnings } from './selector';
import { endpointWarnings, serviceEntryWarnings } from './service-entry';
import { sidecarWarnings } from './sidecar';
import { telemetryWarnings } from './telemetry';
import { virtualServiceWarnings } from './virtual-service';

/** What Istio warns of in specs, by `<group>/<kind>`. Fields are named without `spec` before them. */
export const WARNINGS = {
  'extensions.istio.io/TrafficExtension': selectingWarnings,
  'extensions.istio.io/WasmPlugin': selectingWarnings,
  'networking.istio.io/DestinationRule': destinationRuleWarnings,
  'networking.istio.io/EnvoyFilter': envoyFilterWarnings,
  'networking.istio.io/Gateway': gatewayWarnings,
  'networking.istio.io/ProxyConfig': selectingWarnings,
  'networking.istio.io/ServiceEntry': serviceEntryWarnings,
  'networking.istio.io/Sidecar': sidecarWarnings,
  'networking.istio.io/VirtualService': virtualServiceWarnings,
  'networking.istio.io/WorkloadEntry': (spec: Wire<WorkloadEntrySpec>) => endpointWarnings('address', spec),
  'security.istio.io/AuthorizationPolicy': authorizationPolicyWarnings,
  'security.istio.io/PeerAuthentication': selectingWarnings,
  'security.istio.io/RequestAuthentication': requestAuthenticationWarnings,
  'telemetry.istio.io/Telemetry': telemetryWarnings,
} satisfies Readonly<Record<string, (spec: never, namespace: string) => Problem[]>>;
