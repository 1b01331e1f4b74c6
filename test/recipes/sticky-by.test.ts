import { Duration } from 'cdk8s';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { type StickyBy, stickyBy } from '../../lib/recipes/sticky-by';
import { refusals, specOf, testChart } from '../synth';

function hash(by: StickyBy) {
  const chart = testChart('shop');
  new DestinationRule(chart, 'cart', { host: 'cart', trafficPolicy: { loadBalancer: stickyBy(by) } });
  return (specOf(chart, 'DestinationRule', 'cart') as { trafficPolicy: { loadBalancer: { consistentHash: object } } })
    .trafficPolicy.loadBalancer.consistentHash;
}

const ATTRIBUTES = [{ name: 'HttpOnly' }, { name: 'SameSite', value: 'Lax' }];

test.each<[StickyBy, object]>([
  [{ header: 'x-user' }, { httpHeaderName: 'x-user' }],
  [{ query: 'user' }, { httpQueryParameterName: 'user' }],
  [{ sourceIp: true }, { useSourceIp: true }],
  [{ cookie: 'cart' }, { httpCookie: { name: 'cart', path: '/', ttl: '0s', attributes: ATTRIBUTES } }],
  [
    { cookie: { name: 'cart', ttl: Duration.hours(1) } },
    { httpCookie: { name: 'cart', path: '/', ttl: '3600s', attributes: ATTRIBUTES } },
  ],
  [
    { cookie: { name: 'cart', path: '/cart', attributes: [{ name: 'Secure' }] } },
    { httpCookie: { name: 'cart', path: '/cart', ttl: '0s', attributes: [{ name: 'Secure' }] } },
  ],
])('%j is %j', (by, expected) => {
  expect(hash(by)).toEqual(expected);
});

test.each<[StickyBy, string]>([
  [{ header: 'x user' }, 'header is not the name of a header, got "x user"; use letters, digits, - and _'],
  [{ cookie: 'a=b' }, 'cookie is not the name of a cookie, got "a=b"; use letters, digits, - and _'],
  [{ cookie: { name: '' } }, 'cookie is not the name of a cookie, got ""; use letters, digits, - and _'],
  [{ query: '' }, 'query must not be empty, got ""; name the parameter'],
])('fails when it is %j', (by, message) => {
  expect(refusals(() => stickyBy(by))).toEqual([message]);
});
