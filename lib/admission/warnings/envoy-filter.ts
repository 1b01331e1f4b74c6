import type { EnvoyFilterSpec } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isRefusedSelector } from './selector';

/** What Istio warns of in every EnvoyFilter. */
export function envoyFilterWarnings({ workloadSelector, configPatches }: Wire<EnvoyFilterSpec>): Problem[] {
  if (isRefusedSelector(workloadSelector?.labels)) return [];
  const problem = 'changes what Istio makes for itself, which the next version may make in another way';
  const fix = 'use another API where there is one, and look at it before each upgrade';
  return [{ field: 'configPatches', problem, got: configPatches?.length ?? 0, fix }];
}
