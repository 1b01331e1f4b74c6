import type { EnvoyFilterSpec, EnvoyFilterSpecConfigPatches } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isRefusedPlace, LONGEST_VERSION, MESSAGES } from '../envoy-filter';
import { envoyValueProblems } from '../envoy-value';
import { envoyValueWarnings } from './envoy-value';
import { OLD_FILTER_NAMES } from './old-filter-names';
import { emptySelectorWarnings, isRefusedSelector } from './selector';

type Patch = Wire<EnvoyFilterSpecConfigPatches>;

const OF_LISTENERS: readonly (string | undefined)[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const WITHOUT_FILTERS = OF_LISTENERS.slice(0, 2);

function nameWarnings(field: string, name: string | undefined): Problem[] {
  const today = OLD_FILTER_NAMES[name ?? ''];
  return today === undefined ? [] : [{ field, problem: 'is an old name', got: name, fix: `use ${today}` }];
}

function matchWarnings(field: string, { applyTo, match }: Patch): Problem[] {
  const version = match?.proxy?.proxyVersion ?? '';
  const warnings: Problem[] = [];
  if (Buffer.byteLength(version) > LONGEST_VERSION) {
    const problem = `has more than ${LONGEST_VERSION} bytes, and is not looked at`;
    warnings.push({ field: `${field}.proxy.proxyVersion`, problem, got: version.length, fix: 'write a shorter expression' });
  }
  const filter = match?.listener?.filterChain?.filter;
  if (filter === undefined || !OF_LISTENERS.includes(applyTo)) return warnings;
  const place = `${field}.listener.filterChain.filter`;
  if (WITHOUT_FILTERS.includes(applyTo)) {
    warnings.push({ field: place, problem: `has no effect on ${applyTo}`, got: filter, fix: 'remove it' });
  }
  return [
    ...warnings,
    ...nameWarnings(`${place}.name`, filter.name),
    ...nameWarnings(`${place}.subFilter.name`, filter.subFilter?.name),
  ];
}

function patchWarnings(field: string, configPatch: Patch): Problem[] {
  const { applyTo = 'INVALID', match, patch } = configPatch;
  if (match?.context === 'WAYPOINT' || isRefusedPlace(configPatch)) return [];
  const warnings = matchWarnings(`${field}.match`, configPatch);
  const message = MESSAGES[applyTo];
  const value = patch?.value;
  const place = `${field}.patch.value`;
  if (message === undefined || value === undefined || envoyValueProblems(place, value, message).length > 0) return warnings;
  return [...warnings, ...envoyValueWarnings(place, value, message)];
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
