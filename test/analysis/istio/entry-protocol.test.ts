import { found } from '../found';
import { serviceEntry } from '../routing-manifests';

const entry = (name: string, protocol: string, { exportTo = ['*'], number = 80, host = 'a.com', namespace = 'shop' } = {}) =>
  serviceEntry(name, { hosts: [host], ports: [{ number, name: 'p', protocol }], exportTo }, namespace);

test('two protocols for one port of a host are both reported', () => {
  expect(found(entry('a', 'http') + entry('b', 'TCP'), 'IST0177')).toEqual([
    'IST0177 ServiceEntry/shop/a: spec.ports[0].protocol is not the protocol that ServiceEntry shop/b has for a.com: TCP, got "HTTP"',
    'IST0177 ServiceEntry/shop/b: spec.ports[0].protocol is not the protocol that ServiceEntry shop/a has for a.com: HTTP, got "TCP"',
  ]);
});

test('so are one for all and one for a namespace', () => {
  expect(found(entry('a', 'HTTP') + entry('b', 'TCP', { exportTo: ['.'] }), 'IST0177')).toHaveLength(2);
});

test.each([
  ['they agree but for letters', entry('a', 'http') + entry('b', 'HTTP')],
  ['the ports differ', entry('a', 'HTTP') + entry('b', 'TCP', { number: 81 })],
  ['the hosts differ', entry('a', 'HTTP') + entry('b', 'TCP', { host: 'b.com' })],
  ['no namespace sees both', entry('a', 'HTTP', { exportTo: ['.'] }) + entry('b', 'TCP', { exportTo: ['.'], namespace: 'prod' })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0177')).toEqual([]);
});
