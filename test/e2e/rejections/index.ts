import { DESTINATION_RULES } from './destination-rules';
import { GATEWAYS } from './gateways';
import { PARTS_OF_THE_MESH } from './parts-of-the-mesh';
import { PEER_AUTHENTICATIONS } from './peer-authentications';
import type { Rejection } from './rejection';
import { SERVICE_ENTRIES } from './service-entries';
import { VIRTUAL_SERVICES } from './virtual-services';

/** Objects that neither a cluster nor our synth takes. */
export const REJECTIONS: readonly Rejection[] = [
  ...VIRTUAL_SERVICES,
  ...DESTINATION_RULES,
  ...GATEWAYS,
  ...SERVICE_ENTRIES,
  ...PEER_AUTHENTICATIONS,
  ...PARTS_OF_THE_MESH,
];
