import type { Outcome } from '../../../lib/simulation';
import type { Observed } from './observe';
import { partsOf } from './real-outcome';
import type { TestedMesh } from './tested-mesh';

/** How often each request of the sample is sent. */
const TIMES = 400;

/** Standard deviations that chance may take: of a million counts, it takes more in none. */
const SIGMAS = 5;

type Place = Pick<Outcome['destinations'][number], 'service' | 'subset' | 'port'>;

const nameOf = ({ service, subset, port }: Place) => `${service}:${port}|${subset}`;

/** Shares between 0 and 1, by place. */
function sharesOf({ destinations }: Outcome): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const one of destinations) shares.set(nameOf(one), (shares.get(nameOf(one)) ?? 0) + one.weight / 100);
  return shares;
}

/** Whether all requests like this one get to a stub, and to which of several is by weight alone. */
export function isCountable({ request, reached }: Observed, outcome: Outcome): boolean {
  const { destinations, faults } = outcome;
  const isWhole = faults.length === 0 && destinations.every(({ fails }) => fails === undefined || fails === 'denied');
  return reached !== undefined && request.opaque !== true && isWhole && sharesOf(outcome).size > 1;
}

/** The mesh with a request of the sample alone, many times over. */
export function repeated({ mesh, request }: Observed): TestedMesh {
  return { ...mesh, name: `${mesh.name} counted`, requests: Array.from({ length: TIMES }, () => request) };
}

/** What differs between how often each place was reached and its share; empty where chance can have made it. */
export function countedOtherwise(all: readonly Observed[], outcome: Outcome): string[] {
  const counts = new Map<string, number>();
  for (const { reached } of all) {
    const parts = partsOf(reached?.to.cluster ?? '');
    const name = parts === undefined ? 'nothing' : nameOf(parts);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const shares = sharesOf(outcome);
  return [...new Set([...shares.keys(), ...counts.keys()])].flatMap((name) => {
    const share = shares.get(name) ?? 0;
    const count = counts.get(name) ?? 0;
    const expected = share * all.length;
    const isByChance = Math.abs(count - expected) <= SIGMAS * Math.sqrt(expected * (1 - share));
    return isByChance ? [] : [`${name} was reached ${count} times of ${all.length}, its share is ${share * 100} %`];
  });
}
