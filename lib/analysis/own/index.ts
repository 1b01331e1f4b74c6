import type { Rule } from '../rule';
import { conflictingServers } from './conflicting-servers';
import { defaultRetries } from './default-retries';
import { delayBeyondTimeout } from './delay-beyond-timeout';
import { droppedDelegateRule } from './dropped-delegate-rule';
import { faultHidesRetries } from './fault-hides-retries';
import { faultOfNobody } from './fault-of-nobody';
import { headlessDestination } from './headless-destination';
import { hiddenByExport } from './hidden-by-export';
import { hostWithoutService } from './host-without-service';
import { httpConditionsOnTcpPorts } from './http-conditions-on-tcp-ports';
import { httpRulesOnTcpPorts } from './http-rules-on-tcp-ports';
import { httpsWithoutTls } from './https-without-tls';
import { losingPolicy } from './losing-policy';
import { matchOfNobody } from './match-of-nobody';
import { mirrorToItself } from './mirror-to-itself';
import { missingDelegate } from './missing-delegate';
import { overlappingGatewayHosts } from './overlapping-gateway-hosts';
import { portLosesPolicy } from './port-loses-policy';
import { portOfCaller } from './port-of-caller';
import { portOfServiceInPolicy } from './port-of-service-in-policy';
import { refusedByEnvoy } from './refused-by-envoy';
import { repeatedServerName } from './repeated-server-name';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { rulesOfAnotherServer } from './rules-of-another-server';
import { rulesOfNoSidecar } from './rules-of-no-sidecar';
import { serviceOfAnotherNamespace } from './service-of-another-namespace';
import { shadowedDestinationRule } from './shadowed-destination-rule';
import { shadowedMatch } from './shadowed-match';
import { skippedServer } from './skipped-server';
import { sourceBesideGateways } from './source-beside-gateways';
import { subsetBesideService } from './subset-beside-service';
import { subsetInOneStep } from './subset-in-one-step';
import { tlsAgainstPolicy } from './tls-against-policy';
import { tokenWithoutIssuer } from './token-without-issuer';
import { tooLargeToApply } from './too-large-to-apply';
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
  tlsAgainstPolicy,
  losingPolicy,
  shadowedDestinationRule,
  subsetBesideService,
  portLosesPolicy,
  rulesOfAnotherServer,
  skippedServer,
  conflictingServers,
  repeatedServerName,
  httpConditionsOnTcpPorts,
  tokenWithoutIssuer,
  portOfServiceInPolicy,
  httpsWithoutTls,
  unknownProvider,
  unusedProvider,
  hiddenByExport,
  rulesOfNoSidecar,
  tooLargeToApply,
  subsetInOneStep,
  refusedByEnvoy,
];
