import { found } from '../found';
import { service, serviceEntry, to, virtualService } from '../routing-manifests';

const route = (destination: object, rest: object = {}) =>
  virtualService('r', { hosts: ['a.com'], http: [to(destination)], ...rest });

test('a host that is neither Service nor ServiceEntry is reported, with the one that was meant', () => {
  expect(found(route({ host: 'reviws' }) + service('reviews'), 'IST0101')).toEqual([
    'IST0101 VirtualService/shop/r: spec.http[0].route[0].destination.host is no service that namespace shop sees, got "reviws"',
  ]);
});

test.each([
  ['of tcp', { tcp: [to({ host: 'nope' })] }, 'spec.tcp[0].route[0].destination.host'],
  ['of tls', { tls: [to({ host: 'nope' })] }, 'spec.tls[0].route[0].destination.host'],
  ['of a mirror', { http: [to({ host: 'reviews' }, { mirror: { host: 'nope' } })] }, 'spec.http[0].mirror.host'],
  [
    'of several mirrors',
    { http: [to({ host: 'reviews' }, { mirrors: [{ destination: { host: 'nope' } }] })] },
    'spec.http[0].mirrors[0].destination.host',
  ],
])('an unknown host %s is reported at its field', (_, spec, field) => {
  const [first] = found(virtualService('r', { hosts: ['a.com'], ...spec }) + service('reviews'), 'IST0101');
  expect(first).toContain(`${field} is no service`);
});

test.each([
  ['a name with a dot is no short name', route({ host: 'reviews.shop' }) + service('reviews')],
  ['a Service of another namespace', route({ host: 'reviews' }) + service('reviews', [80], 'prod')],
  [
    'a Service exported to another namespace',
    route({ host: 'reviews' }) + service('reviews', [80], 'shop', { 'networking.istio.io/exportTo': 'prod' }),
  ],
  [
    'a ServiceEntry of another namespace, kept there',
    route({ host: 'a.com' }) + serviceEntry('e', { hosts: ['a.com'], exportTo: ['.'] }, 'prod'),
  ],
  [
    'a Service of a namespace of Kubernetes',
    route({ host: 'dns.kube-system.svc.cluster.local' }) + service('dns', [53], 'kube-system'),
  ],
])('the host is unknown: %s', (_, manifests) => {
  expect(found(manifests, 'IST0101')).toHaveLength(1);
});

test.each([
  ['a Service of the namespace', route({ host: 'reviews' }) + service('reviews')],
  ['a full name', route({ host: 'reviews.prod.svc.cluster.local' }) + service('reviews', [80], 'prod')],
  ['a wildcard', route({ host: 'x.a.com' }) + serviceEntry('e', { hosts: ['*.a.com'] })],
  [
    'a ServiceEntry for the namespace',
    route({ host: 'a.com' }) + serviceEntry('e', { hosts: ['a.com'], exportTo: ['shop'] }, 'prod'),
  ],
  [
    'an entry for the namespace to which the rule is exported',
    route({ host: 'a.com' }, { exportTo: ['prod'] }) + serviceEntry('e', { hosts: ['a.com'], exportTo: ['.'] }, 'prod'),
  ],
  ['a port that the host has', route({ host: 'reviews', port: { number: 80 } }) + service('reviews')],
])('nothing is reported for %s', (_, manifests) => {
  expect(found(manifests, 'IST0101')).toEqual([]);
});

test('a port that the host does not have is reported', () => {
  expect(found(route({ host: 'reviews', port: { number: 8080 } }) + service('reviews', [80, 81]), 'IST0101')).toEqual([
    'IST0101 VirtualService/shop/r: spec.http[0].route[0].destination.port.number is no port of reviews, got 8080',
  ]);
});
