import { certificate } from '../certificate';
import { found } from '../found';
import { istio, object, pod } from '../manifests';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const gateway = (credentialName: string) =>
  pod('edge/gw', { labels: { app: 'gw' } }) +
  istio('Gateway', 'shop/g', {
    selector: { app: 'gw' },
    servers: [{ hosts: ['*'], port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls: { mode: 'SIMPLE', credentialName } }],
  });
const secret = (cert: string, key = 'key') =>
  object('Secret', 'edge/tls', { data: { 'tls.crt': base64(cert), 'tls.key': base64(key) } });

const valid = certificate('20200101000000Z', '20990101000000Z');

test.each([
  ['what is no PEM', secret('abc'), 'has no PEM certificate in tls.crt'],
  [
    'what is no certificate',
    secret('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    'has no certificate in tls.crt',
  ],
  ['no key', secret(valid, ''), 'has neither tls.crt and tls.key nor cert and key'],
  [
    'a certificate that has ended',
    secret(certificate('20200101000000Z', '20210101000000Z')),
    'has a certificate that ended on Jan  1 00:00:00 2021 GMT',
  ],
  [
    'one that has not begun',
    secret(certificate('20900101000000Z', '20990101000000Z')),
    'has a certificate that begins on Jan  1 00:00:00 2090 GMT',
  ],
])('a Secret with %s is reported on the Gateway', (_, manifests, problem) => {
  expect(found(gateway('tls') + manifests, 'IST0161')).toEqual([
    `IST0161 Gateway/shop/g: spec.servers[0].tls.credentialName is a Secret that ${problem}, got "tls"`,
  ]);
});

test.each([
  ['the certificate is valid', gateway('tls') + secret(valid)],
  ['it is of another form', gateway('tls') + object('Secret', 'edge/tls', { data: { cert: base64(valid), key: base64('key') } })],
  ['it stands as text', gateway('tls') + object('Secret', 'edge/tls', { stringData: { 'tls.crt': valid, 'tls.key': 'key' } })],
  ['there is none', gateway('other') + secret('abc')],
  ['the Secret is elsewhere', gateway('shop/tls') + secret('abc')],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0161')).toEqual([]);
});
