import type { Rule } from '../rule';
import { applicationUser } from './application-user';
import { asIstioSees } from './as-istio-sees';
import { autoImageInPod } from './auto-image-in-pod';
import { autoImageInTemplate } from './auto-image-in-template';
import { deprecatedAnnotation } from './deprecated-annotation';
import { envoyAdd } from './envoy-add';
import { envoyRelative } from './envoy-relative';
import { envoyRelativeVersion } from './envoy-relative-version';
import { envoyRemove } from './envoy-remove';
import { envoyReplace } from './envoy-replace';
import { gatewayCredential } from './gateway-credential';
import { invalidAnnotation } from './invalid-annotation';
import { jwksFetch } from './jwks-fetch';
import { misplacedAnnotation } from './misplaced-annotation';
import { namespaceInjectedByDefault } from './namespace-injected-by-default';
import { namespaceNotInjected } from './namespace-not-injected';
import { oldGatewayApi } from './old-gateway-api';
import { podWithoutProxy } from './pod-without-proxy';
import { policyWithoutWorkload } from './policy-without-workload';
import { portName } from './port-name';
import { portNameOfAlias } from './port-name-of-alias';
import { proxyImage } from './proxy-image';
import { selectorOnGateway } from './selector-on-gateway';
import { severalInjectionLabels } from './several-injection-labels';
import { severalPortsToOne } from './several-ports-to-one';
import { severalTransports } from './several-transports';
import { sidecarInAmbient } from './sidecar-in-ambient';
import { sidecarsWithoutSelector } from './sidecars-without-selector';
import { telemetriesOfOnePod } from './telemetries-of-one-pod';
import { telemetriesWithoutSelector } from './telemetries-without-selector';
import { telemetryWithoutProvider } from './telemetry-without-provider';
import { unknownAnnotation } from './unknown-annotation';
import { webhookAddress } from './webhook-address';
import { webhookService } from './webhook-service';
import { webhookUrl } from './webhook-url';
import { webhooksOverlap } from './webhooks-overlap';

const rules: readonly Rule[] = [
  applicationUser,
  autoImageInPod,
  autoImageInTemplate,
  deprecatedAnnotation,
  envoyAdd,
  envoyRelative,
  envoyRelativeVersion,
  envoyRemove,
  envoyReplace,
  gatewayCredential,
  invalidAnnotation,
  jwksFetch,
  misplacedAnnotation,
  namespaceInjectedByDefault,
  namespaceNotInjected,
  oldGatewayApi,
  podWithoutProxy,
  policyWithoutWorkload,
  portName,
  portNameOfAlias,
  proxyImage,
  selectorOnGateway,
  severalInjectionLabels,
  severalPortsToOne,
  severalTransports,
  sidecarInAmbient,
  sidecarsWithoutSelector,
  telemetriesOfOnePod,
  telemetriesWithoutSelector,
  telemetryWithoutProvider,
  unknownAnnotation,
  webhookAddress,
  webhookService,
  webhookUrl,
  webhooksOverlap,
];

/** Rules that Istio has as well, with its codes. */
export const istioRules: readonly Rule[] = rules.map((rule) => ({ ...rule, find: (mesh) => rule.find(asIstioSees(mesh)) }));
