import { found } from '../found';
import { deployment, gateway } from '../routing-manifests';

const pods = deployment('gw', { app: 'gw', tier: 'edge' });
const server = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] };

test('a Gateway without servers is reported', () => {
  expect(found(gateway('web', { selector: { app: 'gw' } }) + pods, 'IST0101')).toEqual([
    'IST0101 Gateway/shop/web: spec.selector picks pods at which no Gateway has a server, got "app=gw"',
  ]);
});

test('another Gateway at other pods does not help', () => {
  expect(
    found(
      gateway('web', { selector: { app: 'gw' } }) + gateway('other', { selector: { app: 'x' }, servers: [server] }) + pods,
      'IST0101',
    ),
  ).toHaveLength(2);
});

test.each([
  ['another Gateway of the selector has servers', { app: 'gw' }],
  ['one of a longer selector that meets it at a pod has', { app: 'gw', tier: 'edge' }],
])('nothing is reported where %s', (_, selector) => {
  expect(
    found(gateway('web', { selector: { app: 'gw' } }) + gateway('other', { selector, servers: [server] }) + pods, 'IST0101'),
  ).toEqual([]);
});
