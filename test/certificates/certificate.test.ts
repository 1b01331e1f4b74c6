import { Duration } from 'cdk8s';
import { Certificate, type CertificateProps } from '../../lib/certificates/certificate';
import { Issuer } from '../../lib/certificates/issuer';
import { OutsideIssuer } from '../../lib/certificates/outside-issuer';
import { manifestOf, refusals, testChart } from '../synth';

const issuer = OutsideIssuer.unchecked({ name: 'public', kind: 'ClusterIssuer' });
const issuerRef = { name: 'public', kind: 'ClusterIssuer', group: 'cert-manager.io' };

function rendered(props: CertificateProps) {
  const chart = testChart('shop');
  new Certificate(chart, 'shop', props);
  return manifestOf(chart, 'Certificate', 'shop');
}

test('the Secret has the name of the certificate', () => {
  expect(rendered({ issuer, dnsNames: ['shop.example.com'] })).toEqual({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { secretName: 'shop', issuerRef, dnsNames: ['shop.example.com'] },
  });
});

test('every prop is rendered', () => {
  const shared: Required<
    Pick<CertificateProps, 'secretName' | 'duration' | 'renewBefore' | 'privateKey' | 'usages' | 'secretTemplate'>
  > = {
    secretName: 'tls',
    duration: Duration.days(30),
    renewBefore: Duration.days(10),
    privateKey: { algorithm: 'ECDSA', size: 384, rotationPolicy: 'Always', encoding: 'PKCS8' },
    usages: ['server auth'],
    secretTemplate: { labels: { a: 'b' }, annotations: { c: 'd' } },
  };
  const server = { dnsNames: ['*.example.com'], commonName: 'example', isCA: false } as const;
  const times = { duration: '2592000s', renewBefore: '864000s' };
  expect(rendered({ issuer, ...server, ...shared })['spec']).toEqual({ issuerRef, ...server, ...shared, ...times });
});

test('an authority needs no host', () => {
  expect(rendered({ issuer, isCA: true, commonName: 'root' })['spec']).toEqual({
    secretName: 'shop',
    issuerRef,
    isCA: true,
    commonName: 'root',
  });
});

test('the issuer is referred to as an object, and the Secret handed out as one', () => {
  const chart = testChart('shop');
  const own = new Issuer(chart, 'own', { selfSigned: {} });
  const { secret } = new Certificate(chart, 'shop', { issuer: own, dnsNames: ['a.com'], secretName: 'tls' });
  expect(secret).toEqual({ name: 'tls', metadata: { namespace: 'shop' } });
  expect(manifestOf(chart, 'Certificate', 'shop')['spec']).toMatchObject({
    issuerRef: { name: 'own', kind: 'Issuer', group: 'cert-manager.io' },
  });
});

test('fails when the issuer is of another namespace', () => {
  const chart = testChart('shop');
  const own = new Issuer(chart, 'own', { metadata: { namespace: 'istio-system' }, selfSigned: {} });
  expect(refusals(() => new Certificate(chart, 'shop', { issuer: own, dnsNames: ['a.com'] }))).toEqual([
    'issuer is in another namespace than shop, got "istio-system"; put both in one, or use OutsideIssuer for a ClusterIssuer',
  ]);
});

test.each([
  [{ dnsNames: [] }, 'dnsNames must have at least one entry, got []; name the hosts that it is for'],
  [{ dnsNames: ['a b'] }, 'dnsNames[0] is not a DNS name, got "a b"; use for example shop.example.com'],
  [{ dnsNames: ['a.*.com'] }, 'dnsNames[0] is not a DNS name, got "a.*.com"; use for example shop.example.com'],
  [{ duration: Duration.minutes(30) }, 'duration is too short, got "30m"; use at least 60 minutes'],
  [{ renewBefore: Duration.minutes(1) }, 'renewBefore is too short, got "1m"; use at least 5 minutes'],
  [
    { duration: Duration.hours(1), renewBefore: Duration.hours(1) },
    'renewBefore is not less than duration, got "60m"; renew within the duration, which is 90 days unless it is set',
  ],
  [{ commonName: 'x'.repeat(65) }, `commonName is too long, got "${'x'.repeat(65)}"; use at most 64 characters`],
  [{ isCA: true, commonName: '', dnsNames: undefined }, 'commonName must not be empty, got ""; name the authority'],
])('fails when it has %j', (props, message) => {
  expect(refusals(() => rendered({ issuer, dnsNames: ['a.com'], ...props } as unknown as CertificateProps))).toEqual([message]);
});

test('fails when the Secret can have no such name', () => {
  expect(refusals(() => rendered({ issuer, dnsNames: ['a.com'], secretName: 'My Secret' }))[0]).toContain('secretName');
});
