import type { Problem } from '../core/problem';
import type { Injector } from './injector';

const SWITCH = 'PILOT_ENABLE_AMBIENT';

/** Problems of a control plane that is to serve pods without sidecars. */
export function ambientProblems({ node, values }: Pick<Injector, 'node' | 'values'>): Problem[] {
  if (String(values.pilot.env[SWITCH]) === 'true') return [];
  const fix = `use profile ambient, or set pilot.env.${SWITCH} to 'true'`;
  return [{ field: 'controlPlane', problem: 'does not serve pods without sidecars', got: node.path, fix }];
}
