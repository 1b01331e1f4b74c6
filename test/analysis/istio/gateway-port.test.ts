import { found } from '../found';
import { deployment, gateway, object, service } from '../routing-manifests';

const pods = deployment('gw', { app: 'gw' }, 'edge');
const serving = (number: number, selector: object = { app: 'gw' }) =>
  gateway('web', { selector, servers: [{ port: { number, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }] });
const mapped = (port: number, targetPort: number | string, protocol = 'TCP') =>
  object(
    'v1',
    'Service',
    { name: 'gw', namespace: 'edge' },
    { spec: { selector: { app: 'gw' }, ports: [{ port, targetPort, protocol }] } },
  );

test('a port that no Service of the pods has is reported', () => {
  expect(found(serving(8080) + pods + service('gw', [80, 443], 'edge'), 'IST0162')).toEqual([
    'IST0162 Gateway/shop/web: spec.servers[0].port.number is no port of a Service of the pods with app=gw, got 8080',
  ]);
});

test.each([
  ['the Service is of another namespace', serving(80) + pods + service('gw', [80])],
  ['the Service is for other pods', serving(80) + pods + service('other', [80], 'edge')],
  ['the port is one of UDP', serving(80) + pods + mapped(80, 80, 'UDP')],
])('it is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0162')).toHaveLength(1);
});

test.each([
  ['the Service has the port', serving(80) + pods + service('gw', [80], 'edge')],
  ['it is the target port', serving(8080) + pods + mapped(80, 8080)],
  ['the target port has a name', serving(80) + pods + mapped(80, 'http')],
  ['nothing is picked', serving(80, { app: 'other' }) + pods],
  [
    'a Service without selector has it',
    serving(80) + pods + object('v1', 'Service', { name: 'any', namespace: 'edge' }, { spec: { ports: [{ port: 80 }] } }),
  ],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0162')).toEqual([]);
});
