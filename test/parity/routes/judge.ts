import type { Outcome } from '../../../lib/simulation';
import { compareOutcome } from './compare-outcome';
import type { Observed } from './observe';
import type { Wrong } from './report';
import { asLetIn, isUndriven } from './server-decision';
import { simulatorOf } from './simulated';
import type { TestedMesh } from './tested-mesh';

/** Decisions of servers that the simulator tells and nobody was asked for. */
export interface Undriven {
  decisions: number;
  denials: number;
}

/** Where the simulator says something else than what was observed. */
export function judge(observed: readonly Observed[], undriven: Undriven = { decisions: 0, denials: 0 }): Wrong[] {
  const simulators = new Map<TestedMesh, ReturnType<typeof simulatorOf>>();
  return observed.flatMap((one): Wrong[] => {
    const simulate = simulators.get(one.mesh) ?? simulatorOf(one.mesh);
    simulators.set(one.mesh, simulate);
    let outcome: Outcome;
    try {
      outcome = simulate(one.request);
    } catch (error) {
      return [{ observed: one, outcome: error as Error, disagreements: [] }];
    }
    if (isUndriven(one, outcome)) {
      undriven.decisions++;
      if (outcome.outcome === 'denied') {
        undriven.denials++;
        outcome = asLetIn(one, outcome);
      }
    }
    const disagreements = compareOutcome(one, outcome);
    return disagreements.length === 0 ? [] : [{ observed: one, outcome, disagreements }];
  });
}
