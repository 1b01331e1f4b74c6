import { found } from '../found';
import { deployment, gateway, service } from '../routing-manifests';

const server = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] };
const selecting = (selector?: object) => gateway('web', { ...(selector && { selector }), servers: [server] });

test('a Gateway that picks no pods is reported', () => {
  expect(found(selecting({ istio: 'ingress', app: 'gw' }) + deployment('gw', { app: 'gw' }), 'IST0101')).toEqual([
    'IST0101 Gateway/shop/web: spec.selector picks no pods, got "app=gw,istio=ingress"',
  ]);
});

test('so is one for all pods where there are none', () => {
  expect(found(selecting(), 'IST0101')).toHaveLength(1);
});

test.each([
  ['it picks pods of another namespace', selecting({ app: 'gw' }) + deployment('gw', { app: 'gw', v: '1' }, 'edge')],
  ['it picks all pods', selecting() + deployment('any', { app: 'any' })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests + service('gw'), 'IST0101')).toEqual([]);
});
