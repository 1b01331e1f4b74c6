import { RANDOM_CNI } from './cni-random';
import { RANDOM_CONTROL_PLANES } from './control-plane-random';
import { RANDOM_GATEWAY } from './gateway-random';
import { INTENDED } from './intended';
import { INTENDED_OF_AGENTS } from './intended-agents';
import { INTENDED_OF_GATEWAY } from './intended-gateway';
import { compareRandom } from './random';
import { RANDOM_ZTUNNEL } from './ztunnel-random';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

/** Compares all charts over random values; `PARITY_SEED` and `PARITY_RUNS` ask for others and for more. Returns how much is wrong. */
export function compareRandomly(): number {
  const options = { seed: number('PARITY_SEED', 131), runs: number('PARITY_RUNS', 500) };
  const charts = [...RANDOM_CONTROL_PLANES, RANDOM_GATEWAY, RANDOM_CNI, RANDOM_ZTUNNEL];
  return compareRandom(charts, [...INTENDED, ...INTENDED_OF_GATEWAY, ...INTENDED_OF_AGENTS], options);
}
