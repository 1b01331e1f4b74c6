import type { Rule } from '../rule';
import { applicationUser } from './application-user';
import { asIstioSees } from './as-istio-sees';
import { autoImageInPod } from './auto-image-in-pod';
import { autoImageInTemplate } from './auto-image-in-template';
import { bypassedSubset } from './bypassed-subset';
import { deprecated } from './deprecated';
import { deprecatedAnnotation } from './deprecated-annotation';
import { destinationHost } from './destination-host';
import { destinationPort } from './destination-port';
import { destinationSubset } from './destination-subset';
import { entryAddress } from './entry-address';
import { entryProtocol } from './entry-protocol';
import { envoyAdd } from './envoy-add';
import { envoyRelative } from './envoy-relative';
import { envoyRelativeVersion } from './envoy-relative-version';
import { envoyRemove } from './envoy-remove';
import { envoyReplace } from './envoy-replace';
import { gatewayCertificate } from './gateway-certificate';
import { gatewayConflict } from './gateway-conflict';
import { gatewayCredential } from './gateway-credential';
import { gatewayHost } from './gateway-host';
import { gatewayPort } from './gateway-port';
import { gatewayReference } from './gateway-reference';
import { gatewaySecret } from './gateway-secret';
import { gatewaySelector } from './gateway-selector';
import { gatewayWithoutServer } from './gateway-without-server';
import { ineffectiveMatch } from './ineffective-match';
import { internalGateway } from './internal-gateway';
import { invalidAnnotation } from './invalid-annotation';
import { jwksFetch } from './jwks-fetch';
import { meshHosts } from './mesh-hosts';
import { misplacedAnnotation } from './misplaced-annotation';
import { namespaceInjectedByDefault } from './namespace-injected-by-default';
import { namespaceNotInjected } from './namespace-not-injected';
import { oldGatewayApi } from './old-gateway-api';
import { podWithoutProxy } from './pod-without-proxy';
import { policyWithoutWorkload } from './policy-without-workload';
import { portName } from './port-name';
import { portNameOfAlias } from './port-name-of-alias';
import { proxyImage } from './proxy-image';
import { refused } from './refused';
import { refusedTexts } from './refused-texts';
import { ruleHost } from './rule-host';
import { selectorOnGateway } from './selector-on-gateway';
import { severalInjectionLabels } from './several-injection-labels';
import { severalPortsToOne } from './several-ports-to-one';
import { severalTransports } from './several-transports';
import { sidecarInAmbient } from './sidecar-in-ambient';
import { sidecarSelector } from './sidecar-selector';
import { sidecarsOfOnePod } from './sidecars-of-one-pod';
import { sidecarsWithoutSelector } from './sidecars-without-selector';
import { sourceNamespace } from './source-namespace';
import { subsetPods } from './subset-pods';
import { telemetriesOfOnePod } from './telemetries-of-one-pod';
import { telemetriesWithoutSelector } from './telemetries-without-selector';
import { telemetrySelector } from './telemetry-selector';
import { telemetryWithoutProvider } from './telemetry-without-provider';
import { uncheckedClaim } from './unchecked-claim';
import { unknownAnnotation } from './unknown-annotation';
import { unreachableRule } from './unreachable-rule';
import { unverifiedServer, unverifiedServerOfPort } from './unverified-server';
import { warned } from './warned';
import { webhookAddress } from './webhook-address';
import { webhookService } from './webhook-service';
import { webhookUrl } from './webhook-url';
import { webhooksOverlap } from './webhooks-overlap';

const RULES: readonly Rule[] = [
  applicationUser,
  autoImageInPod,
  autoImageInTemplate,
  bypassedSubset,
  deprecated,
  deprecatedAnnotation,
  destinationHost,
  destinationPort,
  destinationSubset,
  entryAddress,
  entryProtocol,
  envoyAdd,
  envoyRelative,
  envoyRelativeVersion,
  envoyRemove,
  envoyReplace,
  gatewayCertificate,
  gatewayConflict,
  gatewayCredential,
  gatewayHost,
  gatewayPort,
  gatewayReference,
  gatewaySecret,
  gatewaySelector,
  gatewayWithoutServer,
  ineffectiveMatch,
  internalGateway,
  invalidAnnotation,
  jwksFetch,
  meshHosts,
  misplacedAnnotation,
  namespaceInjectedByDefault,
  namespaceNotInjected,
  oldGatewayApi,
  podWithoutProxy,
  policyWithoutWorkload,
  portName,
  portNameOfAlias,
  proxyImage,
  refused,
  refusedTexts,
  ruleHost,
  selectorOnGateway,
  severalInjectionLabels,
  severalPortsToOne,
  severalTransports,
  sidecarInAmbient,
  sidecarSelector,
  sidecarsOfOnePod,
  sidecarsWithoutSelector,
  sourceNamespace,
  subsetPods,
  telemetriesOfOnePod,
  telemetriesWithoutSelector,
  telemetrySelector,
  telemetryWithoutProvider,
  uncheckedClaim,
  unknownAnnotation,
  unreachableRule,
  unverifiedServer,
  unverifiedServerOfPort,
  warned,
  webhookAddress,
  webhookService,
  webhooksOverlap,
  webhookUrl,
];

/** Rules that Istio has as well, with its codes. */
export const istioRules: readonly Rule[] = RULES.map((rule) => ({ ...rule, find: (mesh) => rule.find(asIstioSees(mesh)) }));
