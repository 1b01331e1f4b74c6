import { asIstioSees } from '../istio/as-istio-sees';
import type { Rule } from '../rule';
import { emptyOutboundMode } from './empty-outbound-mode';
import { entriesOfOneHost } from './entries-of-one-host';
import { gatewayWrittenAsHost } from './gateway-written-as-host';
import { gatewaysOfOneAddress } from './gateways-of-one-address';
import { gatewaysOfOneHost } from './gateways-of-one-host';
import { grantNamespace } from './grant-namespace';
import { groupAccount } from './group-account';
import { groupsWithOneLabel } from './groups-with-one-label';
import { nearerTls } from './nearer-tls';
import { needsMutualTls } from './needs-mutual-tls';
import {
  meshDemandNotFollowed,
  meshOffNotFollowed,
  namespaceDemandNotFollowed,
  namespaceOffNotFollowed,
} from './peer-authentication-not-followed';
import {
  authenticationWithoutWaypoint,
  authenticationWithSelector,
  authorizationWithoutWaypoint,
  authorizationWithSelector,
  pluginWithoutWaypoint,
  pluginWithSelector,
  telemetryWithoutWaypoint,
  telemetryWithSelector,
} from './policies-in-ambient';
import { policiesOfOneWorkload } from './policies-of-one-workload';
import { policiesWithoutSelector } from './policies-without-selector';
import { policyHost } from './policy-host';
import { principalAccount } from './principal-account';
import { repeatedDestination } from './repeated-destination';
import { requestsWithoutWaypoint } from './requests-without-waypoint';
import { rootSidecar } from './root-sidecar';
import { routeGateway } from './route-gateway';
import { routeService } from './route-service';
import { routesOfOneHost } from './routes-of-one-host';
import { meshRuleDemandsMutualTls, namespaceRuleDemandsMutualTls } from './rule-demands-mutual-tls';
import { meshRuleDisablesMutualTls, namespaceRuleDisablesMutualTls } from './rule-disables-mutual-tls';
import { rulesOfOneHost } from './rules-of-one-host';
import { selectorWithoutWorkload } from './selector-without-workload';
import {
  ambientInInjectedNamespace,
  proxyInAmbient,
  sidecarAndAmbientOnPod,
  sidecarInAmbientNamespace,
} from './sidecar-and-ambient';
import { sidecarHost } from './sidecar-host';
import { singleWeight } from './single-weight';
import { subsetWithoutLabels } from './subset-without-labels';
import { targetPort } from './target-port';
import {
  routesForAmbientService,
  routesFromElsewhere,
  routesInAmbientNamespace,
  ruleForAmbientService,
  ruleFromElsewhere,
  ruleInAmbientNamespace,
} from './traffic-rules-in-ambient';
import { trustDomain } from './trust-domain';
import { unknownMethod } from './unknown-method';
import { unknownNamespace } from './unknown-namespace';
import { missingWaypoint, waypointOutsideAmbient } from './waypoint-labels';

const RULES: readonly Rule[] = [
  emptyOutboundMode,
  entriesOfOneHost,
  gatewayWrittenAsHost,
  gatewaysOfOneAddress,
  gatewaysOfOneHost,
  grantNamespace,
  groupAccount,
  groupsWithOneLabel,
  nearerTls,
  needsMutualTls,
  meshDemandNotFollowed,
  namespaceDemandNotFollowed,
  namespaceOffNotFollowed,
  meshOffNotFollowed,
  authorizationWithoutWaypoint,
  authenticationWithoutWaypoint,
  pluginWithoutWaypoint,
  telemetryWithoutWaypoint,
  authorizationWithSelector,
  authenticationWithSelector,
  pluginWithSelector,
  telemetryWithSelector,
  policiesOfOneWorkload,
  policiesWithoutSelector,
  policyHost,
  principalAccount,
  repeatedDestination,
  requestsWithoutWaypoint,
  rootSidecar,
  routeGateway,
  routeService,
  routesOfOneHost,
  meshRuleDemandsMutualTls,
  namespaceRuleDemandsMutualTls,
  meshRuleDisablesMutualTls,
  namespaceRuleDisablesMutualTls,
  rulesOfOneHost,
  selectorWithoutWorkload,
  sidecarAndAmbientOnPod,
  sidecarInAmbientNamespace,
  proxyInAmbient,
  ambientInInjectedNamespace,
  sidecarHost,
  singleWeight,
  subsetWithoutLabels,
  targetPort,
  ruleInAmbientNamespace,
  ruleForAmbientService,
  ruleFromElsewhere,
  routesInAmbientNamespace,
  routesForAmbientService,
  routesFromElsewhere,
  trustDomain,
  unknownMethod,
  unknownNamespace,
  waypointOutsideAmbient,
  missingWaypoint,
];

/** What Kiali finds in a cluster, and Istio has no code for. */
export const kialiRules: readonly Rule[] = RULES.map((rule) => ({ ...rule, find: (mesh) => rule.find(asIstioSees(mesh)) }));
