import { found } from '../found';
import { deployment, gateway, object, secret } from '../routing-manifests';

const pods = deployment('gw', { app: 'gw' }, 'edge');
const naming = (credentialName: string) => {
  const tls = { mode: 'SIMPLE', credentialName };
  return gateway('web', {
    selector: { app: 'gw' },
    servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls }],
  });
};

test('a Secret that is not where the pods are is reported', () => {
  expect(found(naming('cert') + pods + secret('cert', 'shop'), 'IST0101')).toEqual([
    'IST0101 Gateway/shop/web: spec.servers[0].tls.credentialName is no Secret of namespace edge, where the pods of the gateway are, got "cert"',
  ]);
});

test.each([
  ['it is there', naming('cert') + secret('cert', 'edge')],
  ['its namespace is named', naming('certs/cert') + secret('cert', 'certs')],
  [
    'cert-manager makes it',
    naming('cert') +
      object('cert-manager.io/v1', 'Certificate', { name: 'c', namespace: 'edge' }, { spec: { secretName: 'cert' } }),
  ],
  [
    'an ExternalSecret has its name',
    naming('cert') + object('external-secrets.io/v1', 'ExternalSecret', { name: 'cert', namespace: 'edge' }, {}),
  ],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests + pods, 'IST0101')).toEqual([]);
});
