import type { Rule } from '../rule';
import { asIstioSees } from './as-istio-sees';
import { bypassedSubset } from './bypassed-subset';
import { deprecated } from './deprecated';
import { destinationHost } from './destination-host';
import { destinationPort } from './destination-port';
import { destinationSubset } from './destination-subset';
import { entryAddress } from './entry-address';
import { entryProtocol } from './entry-protocol';
import { gatewayCertificate } from './gateway-certificate';
import { gatewayConflict } from './gateway-conflict';
import { gatewayHost } from './gateway-host';
import { gatewayPort } from './gateway-port';
import { gatewayReference } from './gateway-reference';
import { gatewaySecret } from './gateway-secret';
import { gatewaySelector } from './gateway-selector';
import { gatewayWithoutServer } from './gateway-without-server';
import { ineffectiveMatch } from './ineffective-match';
import { internalGateway } from './internal-gateway';
import { meshHosts } from './mesh-hosts';
import { refused } from './refused';
import { ruleHost } from './rule-host';
import { sidecarSelector } from './sidecar-selector';
import { sidecarsOfOnePod } from './sidecars-of-one-pod';
import { sidecarsWithoutSelector } from './sidecars-without-selector';
import { sourceNamespace } from './source-namespace';
import { subsetPods } from './subset-pods';
import { telemetrySelector } from './telemetry-selector';
import { uncheckedClaim } from './unchecked-claim';
import { unreachableRule } from './unreachable-rule';
import { unverifiedServer, unverifiedServerOfPort } from './unverified-server';
import { warned } from './warned';

const RULES: readonly Rule[] = [
  bypassedSubset,
  deprecated,
  destinationHost,
  destinationPort,
  destinationSubset,
  entryAddress,
  entryProtocol,
  gatewayCertificate,
  gatewayConflict,
  gatewayHost,
  gatewayPort,
  gatewayReference,
  gatewaySecret,
  gatewaySelector,
  gatewayWithoutServer,
  ineffectiveMatch,
  internalGateway,
  meshHosts,
  refused,
  ruleHost,
  sidecarSelector,
  sidecarsOfOnePod,
  sidecarsWithoutSelector,
  sourceNamespace,
  subsetPods,
  telemetrySelector,
  uncheckedClaim,
  unreachableRule,
  unverifiedServer,
  unverifiedServerOfPort,
  warned,
];

/** Rules that Istio has as well, with its codes. */
export const istioRules: readonly Rule[] = RULES.map((rule) => ({ ...rule, find: (mesh) => rule.find(asIstioSees(mesh)) }));
