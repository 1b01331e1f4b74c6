import type { Mesh } from '../../model';
import { mapOf } from '../../model/mesh-object';
import type { Report } from '../rule';
import { type EnvoyPatch, envoyPatches } from './envoy-patches';
import { onceAnObject } from './once-an-object';

const ROUTES: readonly (string | undefined)[] = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];
const REPLACEABLE: readonly (string | undefined)[] = ['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST'];

/** Whether what a change does depends on what other EnvoyFilters have done before. */
function isRelative({ patch: { patch, applyTo } }: EnvoyPatch): boolean {
  switch (patch?.operation) {
    case 'INSERT_BEFORE':
    case 'INSERT_AFTER':
      return true;
    case 'REMOVE':
      return !ROUTES.includes(applyTo);
    case 'REPLACE':
      return REPLACEABLE.includes(applyTo);
    default:
      return false;
  }
}

/** What a change is about: the name in its value, else the name of the filter that it looks for. */
function subjectOf({ patch: { patch, match } }: EnvoyPatch): string {
  const value = patch?.value as unknown;
  if (value === undefined || value === null) return '';
  const { name } = mapOf(value);
  return name === undefined ? (match?.listener?.filterChain?.filter?.name ?? '') : `value ${JSON.stringify(name)}`;
}

function* eachRelativePatch(mesh: Mesh, isVersioned: boolean, problem: string): Iterable<Report> {
  const versioned = new Set<string>();
  for (const one of envoyPatches(mesh)) {
    const { on, index, patch } = one;
    const subject = subjectOf(one);
    if ((on.spec.priority ?? 0) === 0 && isRelative(one) && versioned.has(subject) === isVersioned) {
      yield { on, field: `spec.configPatches[${index}].patch.operation`, problem, got: patch.patch?.operation };
    }
    if ((patch.match?.proxy?.proxyVersion ?? '') !== '') versioned.add(subject);
  }
}

/**
 * EnvoyFilters with relative changes and no priority.
 * @param isVersioned whether changes are looked for whose subject an earlier one has for one version of the proxy, or the others
 */
export function relativePatches(mesh: Mesh, isVersioned: boolean, problem: string): readonly Report[] {
  return onceAnObject(eachRelativePatch(mesh, isVersioned, problem));
}
