import { found } from '../found';
import { gateway, service, to, virtualService } from '../routing-manifests';

const server = (host: string) => ({ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [host] });
const route = virtualService('r', { hosts: ['a.com'], gateways: ['web'], http: [to({ host: 'a' })] });

test('of two objects of one name the last one counts', () => {
  const first = gateway('web', { servers: [server('a.com')] });
  const last = gateway('web', { servers: [server('b.com')] });
  expect(found(route + first + last + service('a'), 'IST0132')).toHaveLength(1);
  expect(found(route + last + first + service('a'), 'IST0132')).toEqual([]);
});

test('objects of the namespaces of Kubernetes are left alone', () => {
  expect(found(virtualService('r', { hosts: ['a.com'], http: [to({ host: 'nope' })] }, 'kube-system'), 'IST0101')).toEqual([]);
});
