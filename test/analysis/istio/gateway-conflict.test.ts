import { found } from '../found';
import { deployment, gateway } from '../routing-manifests';

const pods = deployment('gw', { app: 'gw', tier: 'edge' });
const serving = (name: string, host: string, { number = 80, bind = '', selector = { app: 'gw' } as object } = {}) =>
  gateway(name, {
    selector,
    servers: [{ port: { number, name: 'http', protocol: 'HTTP' }, hosts: [host], ...(bind && { bind }) }],
  });

test('two Gateways with one host at one port are both reported', () => {
  expect(found(serving('a', 'a.com') + serving('b', 'a.com') + pods, 'IST0145')).toEqual([
    'IST0145 Gateway/shop/a: spec.servers[0].hosts[0] is at port 80 of the same pods in Gateway shop/b too, got "a.com"',
    'IST0145 Gateway/shop/b: spec.servers[0].hosts[0] is at port 80 of the same pods in Gateway shop/a too, got "a.com"',
  ]);
});

test('so are two of which one has a longer selector, where they meet at a pod', () => {
  const longer = serving('b', 'a.com', { selector: { app: 'gw', tier: 'edge' } });
  expect(found(serving('a', 'a.com') + longer + pods, 'IST0145')).toHaveLength(2);
  expect(found(serving('a', 'a.com') + longer + deployment('gw', { app: 'gw' }), 'IST0145')).toEqual([]);
});

test.each([
  ['the hosts differ', serving('b', 'b.com')],
  ['one host is a wildcard', serving('b', '*.com')],
  ['the ports differ', serving('b', 'a.com', { number: 81 })],
  ['the addresses differ', serving('b', 'a.com', { bind: '10.0.0.1' })],
  ['the pods differ', serving('b', 'a.com', { selector: { app: 'other' } })],
])('nothing is reported where %s', (_, other) => {
  expect(found(serving('a', 'a.com') + other + pods, 'IST0145')).toEqual([]);
});

test('a host of two servers is reported where another Gateway has it alone', () => {
  const http = { number: 80, name: 'http', protocol: 'HTTP' };
  const servers = [
    { port: http, hosts: ['a.com', 'b.com'] },
    { port: { ...http, name: 'more' }, hosts: ['a.com'] },
  ];
  const both = gateway('a', { selector: { app: 'gw' }, servers }) + serving('b', 'b.com') + pods;
  expect(found(both, 'IST0145').filter((text) => text.includes('Gateway/shop/a'))).toEqual([
    'IST0145 Gateway/shop/a: spec.servers[0].hosts[1] is at port 80 of the same pods in Gateway shop/b too, got "b.com"',
  ]);
});
