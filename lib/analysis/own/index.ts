import type { Rule } from '../rule';
import { backendPort } from './backend-port';
import { conflictingServers } from './conflicting-servers';
import { defaultRetries } from './default-retries';
import { delayBeyondTimeout } from './delay-beyond-timeout';
import { delegateOfNobody } from './delegate-of-nobody';
import { droppedDelegateRule } from './dropped-delegate-rule';
import { entryAccount } from './entry-account';
import { entryWithoutEndpoints } from './entry-without-endpoints';
import { faultHidesRetries } from './fault-hides-retries';
import { faultOfNobody } from './fault-of-nobody';
import { headlessDestination } from './headless-destination';
import { hiddenByExport } from './hidden-by-export';
import { hostWithoutService } from './host-without-service';
import { httpConditionsOnTcpPorts } from './http-conditions-on-tcp-ports';
import { httpRulesOnTcpPorts } from './http-rules-on-tcp-ports';
import { httpsWithoutTls } from './https-without-tls';
import { labelOfNoInjector } from './label-of-no-injector';
import { listenerCertificate } from './listener-certificate';
import { literalWildcard } from './literal-wildcard';
import { losingPolicy } from './losing-policy';
import { matchOfNobody } from './match-of-nobody';
import { mirrorToItself } from './mirror-to-itself';
import { missingDelegate } from './missing-delegate';
import { missingGrant } from './missing-grant';
import { missingPullSecret } from './missing-pull-secret';
import { overlappingGatewayHosts } from './overlapping-gateway-hosts';
import { portLosesPolicy } from './port-loses-policy';
import { portOfCaller } from './port-of-caller';
import { portOfServiceInPolicy } from './port-of-service-in-policy';
import { principalOfNobody } from './principal-of-nobody';
import { refusedByEnvoy } from './refused-by-envoy';
import { repeatedObject } from './repeated-object';
import { repeatedServerName } from './repeated-server-name';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { rulesOfAnotherServer } from './rules-of-another-server';
import { rulesOfNoSidecar } from './rules-of-no-sidecar';
import { serviceOfAnotherNamespace } from './service-of-another-namespace';
import { serviceWithoutPods } from './service-without-pods';
import { shadowedDestinationRule } from './shadowed-destination-rule';
import { shadowedMatch } from './shadowed-match';
import { shareOfNothing } from './share-of-nothing';
import { skippedServer } from './skipped-server';
import { sourceBesideGateways } from './source-beside-gateways';
import { subsetBesideService } from './subset-beside-service';
import { subsetInOneStep } from './subset-in-one-step';
import { targetOfPolicy } from './target-of-policy';
import { tlsAgainstPolicy } from './tls-against-policy';
import { tlsTwice } from './tls-twice';
import { tokenWithoutIssuer } from './token-without-issuer';
import { tooLargeToApply } from './too-large-to-apply';
import { unknownGatewayClass } from './unknown-gateway-class';
import { unknownProvider } from './unknown-provider';
import { unusedProvider } from './unused-provider';

/** Rules that nobody else has, in the order of their codes. */
export const ownRules: readonly Rule[] = [
  faultHidesRetries,
  delayBeyondTimeout,
  retriesBeyondTimeout,
  shadowedMatch,
  overlappingGatewayHosts,
  missingDelegate,
  httpRulesOnTcpPorts,
  portOfCaller,
  serviceOfAnotherNamespace,
  matchOfNobody,
  sourceBesideGateways,
  faultOfNobody,
  hostWithoutService,
  defaultRetries,
  mirrorToItself,
  droppedDelegateRule,
  headlessDestination,
  shareOfNothing,
  delegateOfNobody,
  tlsAgainstPolicy,
  losingPolicy,
  shadowedDestinationRule,
  subsetBesideService,
  portLosesPolicy,
  rulesOfAnotherServer,
  skippedServer,
  conflictingServers,
  repeatedServerName,
  backendPort,
  missingGrant,
  listenerCertificate,
  unknownGatewayClass,
  httpConditionsOnTcpPorts,
  tokenWithoutIssuer,
  portOfServiceInPolicy,
  targetOfPolicy,
  literalWildcard,
  principalOfNobody,
  httpsWithoutTls,
  entryWithoutEndpoints,
  entryAccount,
  tlsTwice,
  unknownProvider,
  unusedProvider,
  hiddenByExport,
  rulesOfNoSidecar,
  tooLargeToApply,
  subsetInOneStep,
  serviceWithoutPods,
  repeatedObject,
  labelOfNoInjector,
  missingPullSecret,
  refusedByEnvoy,
];
