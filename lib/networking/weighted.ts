import type { Problem } from '../core/problem';
import { type Destination, destinationProblems, type RuleRef } from './destination';

/** A destination with its share of the traffic. */
export interface WeightedDestination {
  /** Where the traffic goes. */
  readonly destination: Destination;
  /** Its share in percent. The shares of a route add up to 100. @default 100 for the only destination of a route */
  readonly weight?: number;
}

/** Problems of the destinations of one route. */
export function destinationsProblems(field: string, route: readonly WeightedDestination[], rule: RuleRef): Problem[] {
  const problems = route.flatMap(({ destination }, i) => destinationProblems(`${field}[${i}].destination`, destination, rule));
  if (route.length === 0) {
    return [{ field, problem: 'has no destination', got: route, fix: 'give at least one' }];
  }
  const weights = route.map(({ weight }) => weight ?? (route.length === 1 ? 100 : 0));
  const whole = weights.every((weight) => Number.isInteger(weight) && weight >= 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (whole && sum === 100) return problems;
  const given = route.map(({ weight }) => weight ?? null);
  const fix = `make them whole numbers that add up to 100${whole ? `, not ${sum}` : ''}`;
  return [...problems, { field: `${field} weights`, problem: 'must add up to 100', got: given, fix }];
}
