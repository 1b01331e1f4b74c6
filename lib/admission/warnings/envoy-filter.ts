import type { EnvoyFilterSpec, EnvoyFilterSpecConfigPatches } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isRefusedBeforeFilter, isRefusedFilter, LONGEST_VERSION, MESSAGES } from '../envoy-filter';
import { envoyValueProblems } from '../envoy-value';
import { envoyValueWarnings } from './envoy-value';
import { OLD_FILTER_NAMES } from './old-filter-names';
import { emptySelectorWarnings, isRefusedSelector } from './selector';

type Patch = Wire<EnvoyFilterSpecConfigPatches>;

const OF_LISTENERS: readonly (string | undefined)[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const WITHOUT_FILTERS = OF_LISTENERS.slice(0, 2);

function versionWarnings(field: string, version: string): Problem[] {
  if (Buffer.byteLength(version) <= LONGEST_VERSION) return [];
  const problem = `has more than ${LONGEST_VERSION} bytes, and is not looked at`;
  return [{ field, problem, got: version.length, fix: 'write a shorter expression' }];
}

function filterWarnings(field: string, { applyTo, match }: Patch): Problem[] {
  const filter = match?.listener?.filterChain?.filter;
  if (filter === undefined || !WITHOUT_FILTERS.includes(applyTo)) return [];
  return [{ field, problem: `has no effect on ${applyTo}`, got: filter, fix: 'remove it' }];
}

function nameWarnings(field: string, { applyTo, match }: Patch): Problem[] {
  const { name, subFilter } = match?.listener?.filterChain?.filter ?? {};
  if (!OF_LISTENERS.includes(applyTo)) return [];
  return Object.entries({ name, 'subFilter.name': subFilter?.name }).flatMap(([place, got = '']) => {
    const today = OLD_FILTER_NAMES[got];
    return today === undefined ? [] : [{ field: `${field}.${place}`, problem: 'is an old name', got, fix: `use ${today}` }];
  });
}

function valueWarnings(field: string, { applyTo = 'INVALID', patch }: Patch): Problem[] {
  const message = MESSAGES[applyTo];
  const value = patch?.value;
  if (message === undefined || value === undefined || envoyValueProblems(field, value, message).length > 0) return [];
  return envoyValueWarnings(field, value, message);
}

function patchWarnings(field: string, patch: Patch): Problem[] {
  if (patch.match?.context === 'WAYPOINT' || isRefusedBeforeFilter(patch)) return [];
  const filter = `${field}.match.listener.filterChain.filter`;
  const warnings = [
    ...versionWarnings(`${field}.match.proxy.proxyVersion`, patch.match?.proxy?.proxyVersion ?? ''),
    ...filterWarnings(filter, patch),
  ];
  if (isRefusedFilter(patch)) return warnings;
  return [...warnings, ...nameWarnings(filter, patch), ...valueWarnings(`${field}.patch.value`, patch)];
}

/** What Istio warns of in every EnvoyFilter, and in the patches of this one. */
export function envoyFilterWarnings({ workloadSelector, configPatches = [] }: Wire<EnvoyFilterSpec>): Problem[] {
  if (isRefusedSelector(workloadSelector?.labels)) return [];
  const problem = 'changes what Istio makes for itself, which the next version may make in another way';
  const fix = 'use another API where there is one, and look at it before each upgrade';
  return [
    { field: 'configPatches', problem, got: configPatches.length, fix },
    ...emptySelectorWarnings('workloadSelector', workloadSelector, workloadSelector?.labels),
    ...configPatches.flatMap((configPatch, i) => patchWarnings(`configPatches[${i}]`, configPatch)),
  ];
}
