import { found } from '../found';
import { destinationRule, service, serviceEntry } from '../routing-manifests';

const rule = (host: string, exportTo?: readonly string[]) => destinationRule('d', { host, ...(exportTo && { exportTo }) });

test('a host that is not there is reported', () => {
  expect(found(rule('reviws') + service('reviews'), 'IST0174')).toEqual([
    'IST0174 DestinationRule/shop/d: spec.host is no service that namespace shop sees, got "reviws"',
  ]);
});

test('a wildcard that covers no service is reported', () => {
  expect(found(rule('*.prod.svc.cluster.local') + service('reviews'), 'IST0174')).toHaveLength(1);
});

test.each([
  ['a Service', rule('reviews') + service('reviews')],
  ['a ServiceEntry', rule('a.com') + serviceEntry('e', { hosts: ['a.com'] }, 'prod')],
  ['a wildcard that covers one', rule('*.shop.svc.cluster.local') + service('reviews')],
  ['a wildcard of one', rule('*.a.com') + serviceEntry('e', { hosts: ['*.a.com'] })],
  [
    'a ServiceEntry of where it is exported to',
    rule('a.com', ['prod']) + serviceEntry('e', { hosts: ['a.com'], exportTo: ['.'] }, 'prod'),
  ],
])('nothing is reported for %s', (_, manifests) => {
  expect(found(manifests, 'IST0174')).toEqual([]);
});
