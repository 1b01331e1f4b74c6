import { AUTHORIZATION_POLICIES } from './authorization-policies';
import { DESTINATION_RULES } from './destination-rules';
import { ENVOY_FILTERS } from './envoy-filters';
import { EXTENSIONS } from './extensions';
import { GATEWAYS } from './gateways';
import { PARTS_OF_THE_MESH } from './parts-of-the-mesh';
import { PEER_AUTHENTICATIONS } from './peer-authentications';
import { PROXY_CONFIGS } from './proxy-configs';
import type { Rejection } from './rejection';
import { REQUEST_AUTHENTICATIONS } from './request-authentications';
import { SERVICE_ENTRIES } from './service-entries';
import { SIDECARS } from './sidecars';
import { TELEMETRIES } from './telemetries';
import { VIRTUAL_SERVICES } from './virtual-services';
import { WORKLOADS } from './workloads';

/** Objects that neither a cluster nor our synth takes. */
export const REJECTIONS: readonly Rejection[] = [
  ...VIRTUAL_SERVICES,
  ...DESTINATION_RULES,
  ...GATEWAYS,
  ...SERVICE_ENTRIES,
  ...SIDECARS,
  ...ENVOY_FILTERS,
  ...WORKLOADS,
  ...PROXY_CONFIGS,
  ...EXTENSIONS,
  ...PEER_AUTHENTICATIONS,
  ...REQUEST_AUTHENTICATIONS,
  ...AUTHORIZATION_POLICIES,
  ...TELEMETRIES,
  ...PARTS_OF_THE_MESH,
];
