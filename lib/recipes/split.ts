import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import type { Destination } from '../networking/destination';
import type { DestinationRule } from '../networking/destination-rule';

/** Shares of subsets in whole percent, by name; together 100. */
export type Shares<Subset extends string> = { readonly [Name in Subset]?: number };

/** A subset with its share of the traffic. */
export interface Share {
  readonly destination: Destination;
  readonly weight: number;
}

/** Problems of shares. */
export function sharesProblems(field: string, shares: Readonly<Record<string, number | undefined>>): Problem[] {
  const weights = Object.values(shares).filter((weight) => weight !== undefined);
  const whole = weights.every((weight) => Number.isInteger(weight) && weight >= 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (whole && sum === 100) return [];
  const fix = `use whole numbers that add up to 100${whole ? `, not ${sum}` : ''}`;
  return [{ field, problem: 'must add up to 100', got: shares, fix }];
}

/**
 * The destinations of a route that spreads its traffic over subsets of one host: `split(reviews, { v1: 90, v2: 10 })`. It is for HTTP,
 * TLS and TCP alike.
 * @param rule that defines the subsets
 * @param port number of the host's port; may be left out where it has only one
 * @throws InvalidProps when the shares are not 100 together, or a subset is not one of the rule
 */
export function split<Subset extends string>(
  rule: DestinationRule<Subset>,
  shares: Shares<NoInfer<Subset>>,
  port?: number,
): NonEmpty<Share> {
  refuse(rule.node.path, sharesProblems('split', shares));
  const given = Object.entries<number | undefined>(shares).filter((share): share is [string, number] => share[1] !== undefined);
  const [first, ...others] = given.map(([name, weight]) => ({ destination: rule.subset(name as Subset, port), weight }));
  return [first!, ...others];
}
