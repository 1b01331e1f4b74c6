import type { Problem } from '../core/problem';
import { type Destination, destinationProblems, type RuleRef } from './destination';

/** A destination with its share of the traffic. */
export interface WeightedDestination {
  /** Where the traffic goes. */
  readonly destination: Destination;
  /** Its share in percent. The shares of a route add up to 100. @default 100 for the only destination of a route */
  readonly weight?: number;
}

/** Istio takes shares that add up to anything; here it is a mistake. Those that Istio refuses are left to its own rules. */
function sharesProblems(field: string, route: readonly WeightedDestination[]): Problem[] {
  const weights = route.map(({ weight }) => weight ?? (route.length === 1 ? 100 : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 100 || (sum === 0 && route.length !== 1) || weights.some((weight) => weight < 0)) return [];
  const got = route.map(({ weight }) => weight ?? null);
  const fix = `make them whole numbers that add up to 100, not ${sum}`;
  return [{ field: `${field} weights`, problem: 'must add up to 100', got, fix }];
}

/** What the program does not have of the destinations of one route, and what is wrong with their shares. */
export function weightedProblems(field: string, route: readonly WeightedDestination[], rule: RuleRef): Problem[] {
  return [
    ...route.flatMap(({ destination }, i) => destinationProblems(`${field}[${i}].destination`, destination, rule)),
    ...sharesProblems(field, route),
  ];
}
