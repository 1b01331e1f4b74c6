import type { Rule } from '../rule';
import { faultHidesRetries } from './fault-hides-retries';
import { hiddenByExport } from './hidden-by-export';
import { httpConditionsOnTcpPorts } from './http-conditions-on-tcp-ports';
import { httpRulesOnTcpPorts } from './http-rules-on-tcp-ports';
import { httpsWithoutTls } from './https-without-tls';
import { missingDelegate } from './missing-delegate';
import { overlappingGatewayHosts } from './overlapping-gateway-hosts';
import { portOfServiceInPolicy } from './port-of-service-in-policy';
import { refusedByEnvoy } from './refused-by-envoy';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { serviceOfAnotherNamespace } from './service-of-another-namespace';
import { shadowedMatch } from './shadowed-match';
import { subsetInOneStep } from './subset-in-one-step';
import { tlsAgainstPolicy } from './tls-against-policy';
import { tokenWithoutIssuer } from './token-without-issuer';
import { tooLargeToApply } from './too-large-to-apply';
import { unknownProvider } from './unknown-provider';
import { unusedProvider } from './unused-provider';

/** Rules that nobody else has, in the order of their codes. */
export const ownRules: readonly Rule[] = [
  faultHidesRetries,
  retriesBeyondTimeout,
  shadowedMatch,
  overlappingGatewayHosts,
  missingDelegate,
  httpRulesOnTcpPorts,
  serviceOfAnotherNamespace,
  tlsAgainstPolicy,
  httpConditionsOnTcpPorts,
  tokenWithoutIssuer,
  portOfServiceInPolicy,
  httpsWithoutTls,
  unknownProvider,
  unusedProvider,
  hiddenByExport,
  tooLargeToApply,
  subsetInOneStep,
  refusedByEnvoy,
];
