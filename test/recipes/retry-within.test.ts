import { Duration } from 'cdk8s';
import { assert, integer, property } from 'fast-check';
import { Destination } from '../../lib/networking/destination';
import { VirtualService } from '../../lib/networking/virtual-service';
import { type RetryBudgetProps, retryWithin } from '../../lib/recipes/retry-within';
import { refusals, specOf, testChart } from '../synth';
import '../property-seed';

function rule(props: RetryBudgetProps) {
  const chart = testChart('shop');
  const route = [{ destination: Destination.unchecked({ host: 'ratings' }) }] as const;
  new VirtualService(chart, 'ratings', { hosts: ['ratings'], http: [{ route, ...retryWithin(props) }] });
  const { timeout, retries } = (specOf(chart, 'VirtualService', 'ratings') as { http: [{ timeout: string; retries: object }] })
    .http[0];
  return { timeout, retries };
}

const seconds = Duration.seconds;
const millis = Duration.millis;

test('each try gets an equal part of the budget', () => {
  expect(rule({ budget: seconds(2), attempts: 3 })).toEqual({
    timeout: '2s',
    retries: { attempts: 3, perTryTimeout: '0.5s', retryOn: 'gateway-error,connect-failure,refused-stream' },
  });
});

test('a part is whole milliseconds, and never more than fits', () => {
  expect(rule({ budget: seconds(1), attempts: 2 }).retries).toMatchObject({ perTryTimeout: '0.333s' });
  expect(rule({ budget: millis(4), attempts: 3 }).retries).toMatchObject({ perTryTimeout: '0.001s' });
});

test('every prop is rendered', () => {
  const props: Required<RetryBudgetProps> = {
    budget: seconds(5),
    attempts: 1,
    perTryTimeout: millis(2500),
    retryOn: '503',
    backoff: millis(10),
    retryRemoteLocalities: true,
    retryIgnorePreviousHosts: false,
  };
  const { budget: _, perTryTimeout: __, ...others } = props;
  expect(rule(props)).toEqual({ timeout: '5s', retries: { ...others, perTryTimeout: '2.5s', backoff: '0.01s' } });
});

const FIX = 'use a shorter perTryTimeout, fewer attempts, or a longer budget';

test.each([
  [
    { budget: seconds(2), attempts: 3, perTryTimeout: seconds(1) },
    `perTryTimeout is too long: 4 tries take 4s, longer than the budget of 2s, got "1s"; ${FIX}`,
  ],
  [
    { budget: seconds(2), attempts: 3, perTryTimeout: millis(501) },
    `perTryTimeout is too long: 4 tries take 2.004s, longer than the budget of 2s, got "0.501s"; ${FIX}`,
  ],
  [{ budget: millis(3), attempts: 3 }, 'budget is too short for 4 tries, got "0.003s"; use a longer budget, or fewer attempts'],
  [
    { budget: seconds(2), attempts: 0 },
    'attempts is not a whole number in range, got 0; use a whole number between 1 and 2147483647',
  ],
  [
    { budget: seconds(2), attempts: 1.5 },
    'attempts is not a whole number in range, got 1.5; use a whole number between 1 and 2147483647',
  ],
  [
    { budget: seconds(0), attempts: 1 },
    'budget must be a whole number of milliseconds, at least 1, got "0s"; use for example Duration.millis(500)',
  ],
])('fails when %# does not fit', (props, message) => {
  expect(refusals(() => retryWithin(props))).toEqual([message]);
});

test('the tries always fit, and another millisecond each would not', () => {
  assert(
    property(integer({ min: 1, max: 100_000 }), integer({ min: 1, max: 20 }), (budget, attempts) => {
      const tries = attempts + 1;
      if (budget < tries) return;
      const { timeout, retries } = retryWithin({ budget: millis(budget), attempts });
      const each = retries.perTryTimeout.toMilliseconds();
      expect(each * tries).toBeLessThanOrEqual(timeout.toMilliseconds());
      expect((each + 1) * tries).toBeGreaterThan(timeout.toMilliseconds());
    }),
  );
});
