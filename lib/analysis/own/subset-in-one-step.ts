import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { destinations, type PlacedDestination } from './destinations';
import { rulesForHost, rulesWithSubset } from './rules-for-host';

type SubsetUse = PlacedDestination & { readonly subset: string };

function* subsetUses(mesh: Mesh): Iterable<SubsetUse> {
  for (const use of destinations(mesh)) if (use.subset !== undefined) yield use as SubsetUse;
}

function defines(mesh: Mesh, { host, subset }: SubsetUse): boolean {
  return rulesWithSubset(mesh, host, subset).length > 0;
}

const keyOf = ({ on, host, subset }: SubsetUse) => `${on.namespace}/${on.name} ${host} ${subset}`;

function* added(mesh: Mesh, before: Mesh): Iterable<Report> {
  for (const use of subsetUses(mesh)) {
    if (before.servicesOf(use.host).length === 0 || defines(before, use) || !defines(mesh, use)) continue;
    yield {
      on: use.on,
      field: `${use.field}.subset`,
      problem: `is used in the step in which DestinationRule ${nameOf(mesh, use)} gets it`,
      got: use.subset,
      fix: 'apply the DestinationRule first, and the route in a second step once all proxies have the subset',
    };
  }
}

function* removed(mesh: Mesh, before: Mesh): Iterable<Report> {
  const reported = new Set<string>();
  for (const use of subsetUses(before)) {
    const [rule] = rulesForHost(mesh, use.host);
    if (rule === undefined || !defines(before, use) || defines(mesh, use) || reported.has(keyOf(use))) continue;
    reported.add(keyOf(use));
    yield {
      on: rule,
      field: 'spec.subsets',
      problem: `loses a subset in the step in which VirtualService ${use.on.namespace}/${use.on.name} stops using it`,
      got: use.subset,
      fix: 'apply the route first, and take the subset away in a second step',
    };
  }
}

function nameOf(mesh: Mesh, { host, subset }: SubsetUse): string {
  const [rule] = rulesWithSubset(mesh, host, subset);
  return `${rule?.namespace}/${rule?.name}`;
}

function* find(mesh: Mesh, before: Mesh | undefined): Iterable<Report> {
  if (before === undefined) return;
  yield* added(mesh, before);
  yield* removed(mesh, before);
}

export const subsetInOneStep: Rule = {
  code: 'MESH0802',
  level: 'warning',
  title: 'Subset that is added and used, or left and removed, in one step',
  explanation:
    'Proxies get routes and subsets one after the other and not all at once. A route to a subset that a proxy does not have yet, or has no more, answers 503 until both have arrived. It is found where the manifests of before are given.',
  fix: 'apply the change in two steps',
  find,
};
