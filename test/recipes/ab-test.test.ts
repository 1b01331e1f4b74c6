import { Duration } from 'cdk8s';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { VirtualService } from '../../lib/networking/virtual-service';
import { type AbTestProps, abTest } from '../../lib/recipes/ab-test';
import { refusals, specOf, testChart } from '../synth';

function setUp() {
  const chart = testChart('shop');
  const rule = new DestinationRule(chart, 'front', { host: 'front', subsets: { a: { version: 'v1' }, b: { version: 'v2' } } });
  return { chart, rule };
}

function http(props: Omit<AbTestProps<'a' | 'b'>, 'rule'>) {
  const { chart, rule } = setUp();
  new VirtualService(chart, 'routes', { hosts: [rule.host], http: abTest({ rule, ...props }) });
  return (specOf(chart, 'VirtualService', 'routes') as { http: object[] }).http;
}

const known = (name: string) => ({
  match: [{ headers: { cookie: { regex: `(.*; *)?group=${name}( *;.*)?` } } }],
  route: [{ destination: { host: 'front', subset: name } }],
});
const fresh = (name: string, weight: number, age = '') => ({
  destination: { host: 'front', subset: name },
  weight,
  headers: { response: { add: { 'set-cookie': `group=${name}; Path=/${age}; HttpOnly; SameSite=Lax` } } },
});

test('who has the cookie sees the variant again, who has not gets one', () => {
  expect(http({ cookie: 'group', shares: { a: 80, b: 20 } })).toEqual([
    known('a'),
    known('b'),
    { route: [fresh('a', 80), fresh('b', 20)] },
  ]);
});

test('a variant with share 0 keeps its visitors', () => {
  expect(http({ cookie: 'group', shares: { a: 100, b: 0 }, lifetime: Duration.days(1) })).toEqual([
    known('a'),
    known('b'),
    { route: [fresh('a', 100, '; Max-Age=86400')] },
  ]);
});

test.each([
  [{ shares: { a: 10 } }, 'shares must add up to 100, got {"a":10}; use whole numbers that add up to 100, not 10'],
  [{ cookie: 'my group' }, 'cookie is not the name of a cookie, got "my group"; use letters, digits, - and _'],
  [{ lifetime: Duration.millis(1500) }, 'lifetime is not whole seconds, got 1.5; use for example Duration.days(30)'],
  [{ lifetime: '30d' }, 'lifetime must be a Duration, got "30d"; use for example Duration.seconds(2)'],
])('fails when it has %j', (props, message) => {
  const { rule } = setUp();
  const given = { rule, cookie: 'group', shares: { a: 50, b: 50 }, ...props } as AbTestProps<'a' | 'b'>;
  expect(refusals(() => abTest(given))).toEqual([message]);
});
