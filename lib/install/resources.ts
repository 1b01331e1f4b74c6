import type { Quantities, ResourceRequirements } from './values';

function amounts(quantities: Quantities = {}): Quantities | undefined {
  const set = Object.entries(quantities).filter(([, amount]) => amount !== undefined && amount !== '' && amount !== 0);
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

/** What there is of the requirements; `undefined` when there is nothing. */
export function resources({ limits, requests }: ResourceRequirements): ResourceRequirements | undefined {
  const set = { limits: amounts(limits), requests: amounts(requests) };
  return set.limits === undefined && set.requests === undefined ? undefined : set;
}
