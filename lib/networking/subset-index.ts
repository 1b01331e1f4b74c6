import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { ServiceHost } from './service-host';

const subsets = new PerApp(() => new Map<string, Set<string>>());

/** Notes the subsets that a rule of this app defines for a host. */
export function defineSubsets(rule: IConstruct, host: ServiceHost, names: readonly string[]): void {
  const index = subsets.of(rule);
  const known = index.get(host.qualified) ?? new Set();
  for (const name of names) known.add(name);
  index.set(host.qualified, known);
}

/** The subsets that the rules of the app define for a host; undefined where it has no rule. */
export function subsetsOf(construct: IConstruct, host: ServiceHost): ReadonlySet<string> | undefined {
  return subsets.of(construct).get(host.qualified);
}
