import { found } from '../found';
import { gateway } from '../routing-manifests';

const serving = (name: string, tls: object, selector: object = { app: 'gw' }) =>
  gateway(name, {
    selector,
    servers: [
      { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: [`${name}.com`], tls: { mode: 'SIMPLE', ...tls } },
    ],
  });
const files = (privateKey: string) => ({ serverCertificate: '/cert', privateKey });

test('two Gateways with one certificate are both reported', () => {
  expect(found(serving('a', { credentialName: 'c' }) + serving('b', { credentialName: 'c' }), 'IST0138')).toEqual([
    'IST0138 Gateway/shop/a: spec.servers[0].tls.credentialName is the certificate of Gateway shop/b as well, at the same pods, got "c"',
    'IST0138 Gateway/shop/b: spec.servers[0].tls.credentialName is the certificate of Gateway shop/a as well, at the same pods, got "c"',
  ]);
});

test('certificates of files are compared with their keys', () => {
  expect(found(serving('a', files('/key')) + serving('b', files('/key')), 'IST0138')).toHaveLength(2);
  expect(found(serving('a', files('/key')) + serving('b', files('/other')), 'IST0138')).toEqual([]);
});

test('of two selectors the shorter one is reported', () => {
  const longer = serving('b', { credentialName: 'c' }, { app: 'gw', tier: 'edge' });
  expect(found(serving('a', { credentialName: 'c' }) + longer, 'IST0138')).toHaveLength(1);
});

test.each([
  ['the certificates differ', serving('b', { credentialName: 'd' })],
  ['the pods differ', serving('b', { credentialName: 'c' }, { app: 'other' })],
  ['one has none', serving('b', {})],
])('nothing is reported where %s', (_, other) => {
  expect(found(serving('a', { credentialName: 'c' }) + other, 'IST0138')).toEqual([]);
});
