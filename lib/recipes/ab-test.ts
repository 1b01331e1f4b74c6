import { Duration } from 'cdk8s';
import { durationProblems } from '../core/format';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { DestinationRule } from '../networking/destination-rule';
import type { HttpRoute } from '../networking/http-route';
import { byCookie, cookieValueProblems } from './by-cookie';
import { tokenProblems } from './http-token';
import { type Shares, sharesProblems, split } from './split';

/** A test of variants, each of which a visitor sees for as long as the cookie lives. */
export interface AbTestProps<Subset extends string> {
  /** Defines the variants as subsets. */
  readonly rule: DestinationRule<Subset>;
  /** Name of the cookie that remembers the variant, by the name of its subset. */
  readonly cookie: string;
  /** Shares of new visitors in whole percent, by subset; together 100. With 0, only those who have the cookie see the variant. */
  readonly shares: Shares<NoInfer<Subset>>;
  /** How long visitors keep their variant, in whole seconds. @default until the browser is closed */
  readonly lifetime?: Duration;
}

function lifetimeProblems(lifetime: Duration | undefined): Problem[] {
  const problems = durationProblems('lifetime', lifetime);
  if (lifetime === undefined || problems.length > 0) return problems;
  const seconds = lifetime.toSeconds({ integral: false });
  if (Number.isInteger(seconds)) return [];
  return [{ field: 'lifetime', problem: 'is not whole seconds', got: seconds, fix: 'use for example Duration.days(30)' }];
}

const NAMES: PropNames<AbTestProps<string>> = { rule: 'required', cookie: 'required', shares: 'required', lifetime: 'optional' };

/**
 * The rules of a test of variants: who has the cookie sees that variant again; who has not gets one by chance, and the cookie with the
 * answer. Put them behind rules for particular requests.
 * @throws InvalidProps when the shares are not 100 together, or no cookie can have such a name or value
 */
export function abTest<Subset extends string>(props: AbTestProps<Subset>): NonEmpty<HttpRoute> {
  refuseProps('abTest', NAMES, props);
  const { rule, cookie, shares, lifetime } = props;
  const variants = (Object.keys(shares) as Subset[]).filter((name) => shares[name] !== undefined);
  refuse(rule.node.path, [
    ...tokenProblems('cookie', cookie, 'cookie'),
    ...variants.flatMap((name) => cookieValueProblems(`shares.${name}`, name)),
    ...sharesProblems('shares', shares),
    ...lifetimeProblems(lifetime),
  ]);
  const age = lifetime instanceof Duration ? `; Max-Age=${lifetime.toSeconds()}` : '';
  const remember = (name: string | undefined) => `${cookie}=${name}; Path=/${age}; HttpOnly; SameSite=Lax`;
  const [first, ...others] = split<Subset>(rule, shares)
    .filter(({ weight }) => weight > 0)
    .map(({ destination, weight }) => ({
      destination,
      weight,
      headers: { response: { add: { 'set-cookie': remember(destination.subset) } } },
    }));
  const [known, ...more] = variants.map(
    (name): HttpRoute => ({ match: [byCookie(cookie, name)], route: [{ destination: rule.subset(name) }] }),
  );
  return [known!, ...more, { route: [first!, ...others] }];
}
