import { CNI_DEFAULTS } from '../cni/values';
import { GATEWAY_DEFAULTS } from '../gateway/values';
import { ISTIOD_DEFAULTS } from '../values';
import { ZTUNNEL_DEFAULTS } from '../ztunnel/values';
import { describe } from './describe';
import { GATEWAY_BESIDE } from './gateway-kinds';
import { ISTIOD_BESIDE } from './istiod-kinds';
import { CNI_BESIDE, ZTUNNEL_BESIDE } from './node-agent-kinds';

const { webhooks: _ours, injection: _oursToo, ...ISTIOD } = ISTIOD_DEFAULTS;

/** The values of the charts `base` and `istiod`. */
export const ISTIOD_VALUES = describe<typeof ISTIOD>(ISTIOD, ISTIOD_BESIDE);

/** The values of the chart `gateway`. */
export const GATEWAY_VALUES = describe(GATEWAY_DEFAULTS, GATEWAY_BESIDE);

/** The values of the chart `cni`. */
export const CNI_VALUES = describe(CNI_DEFAULTS, CNI_BESIDE);

/** The values of the chart `ztunnel`. */
export const ZTUNNEL_VALUES = describe(ZTUNNEL_DEFAULTS, ZTUNNEL_BESIDE);
