import type { Problem } from '../core/problem';
import { isDnsLabel, isDnsName } from './hosts';

/** The place in every sidecar, which stands among the names of Gateways. */
export const MESH = 'mesh';

function isName(name: string): boolean {
  const slash = name.indexOf('/');
  if (slash === -1) return isDnsName(name);
  return isDnsLabel(name.slice(0, slash)) && isDnsLabel(name.slice(slash + 1));
}

/** Problems of the places where a rule applies. Istio looks no further than to the first name that has no namespace. */
export function gatewayNamesProblems(field: string, names: readonly string[] = []): Problem[] {
  const short = names.findIndex((name) => !name.includes('/'));
  return names.slice(0, short === -1 ? undefined : short + 1).flatMap((name, i) => {
    if (isName(name)) return [];
    const fix = 'use <namespace>/<name>, each of letters, digits and -';
    return [{ field: `${field}[${i}]`, problem: 'is not the name of a Gateway', got: name, fix }];
  });
}
