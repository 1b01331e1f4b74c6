import { gatewayCredentialProblems, gatewayProblems } from '../../lib/admission/gateway';
import { describeProblem, type Problem } from '../../lib/core/problem';

// Plain specs, as they stand in YAML: also such as no props can be written for.

const placed = { namespace: 'shop', name: 'edge' };
const told = (problems: readonly Problem[]) => problems.map(describeProblem);

type Server = NonNullable<Parameters<typeof gatewayProblems>[0]['servers']>[number];
const http = { number: 80, name: 'http', protocol: 'http' };
const https = { number: 443, name: 'https', protocol: 'HTTPS' };

test.each<[string, Server]>([
  ['a protocol in small letters', { hosts: ['*'], port: http, bind: '' }],
  ['a redirect, and no more', { hosts: ['*'], port: http, tls: { httpsRedirect: true, credentialName: 'a' } }],
  ['TLS that goes on, with a certificate', { hosts: ['*'], port: https, tls: { credentialName: 'a' } }],
  ['certificates of Istio', { hosts: ['*'], port: https, tls: { mode: 'ISTIO_MUTUAL', caCrl: '/crl', credentialName: '' } }],
])('a Gateway may have %s', (_, server) => {
  expect(told(gatewayProblems({ servers: [server] }, placed))).toEqual([]);
});

test.each<[string, Server, string[]]>([
  [
    'TLS that is missing',
    { hosts: ['*'], port: https },
    ['tls is missing, which HTTPS needs; set mode, PASSTHROUGH for TLS that goes on unopened'],
  ],
  [
    'TLS for plain HTTP',
    { hosts: ['*'], port: http, tls: { mode: 'SIMPLE', credentialName: 'a' } },
    ['tls.mode is set for a port of plain HTTP, got "SIMPLE"; leave httpsRedirect alone, or set protocol to HTTPS'],
  ],
  [
    'TLS for TCP',
    { hosts: ['*'], port: { ...http, protocol: 'TCP' }, tls: {} },
    ['tls is set for a port of TCP, got {}; remove it, or set protocol to TLS'],
  ],
  [
    'an unknown protocol and a target',
    { hosts: ['*'], port: { ...http, protocol: 'SMTP', targetPort: 25 } },
    [
      'port.protocol is no protocol that Istio knows, got "SMTP"; ' +
        'use one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL, UDP',
      'port.targetPort does nothing in a Gateway, got 25; remove it',
    ],
  ],
  [
    'certificates beside those of Istio',
    { hosts: ['*'], port: https, tls: { mode: 'ISTIO_MUTUAL', credentialName: 'a' } },
    ['tls.credentialName is set, but ISTIO_MUTUAL has the certificates of Istio, got "a"; remove it, or use MUTUAL'],
  ],
  [
    'certificates from two places',
    { hosts: ['*'], port: https, tls: { mode: 'SIMPLE', credentialName: '', credentialNames: ['a'] } },
    ['tls.credentialNames stands beside credentialName; keep one of the two'],
  ],
  [
    'a list of revoked clients for none',
    { hosts: ['*'], port: https, tls: { mode: 'SIMPLE', serverCertificate: '/crt', privateKey: '/key', caCrl: '/crl' } },
    ['tls.caCrl is for certificates of clients, which SIMPLE has none of; remove it'],
  ],
  [
    'no authorities for clients',
    { hosts: ['*'], port: https, tls: { mode: 'OPTIONAL_MUTUAL', serverCertificate: '/crt', privateKey: '/key' } },
    ['tls.caCertificates is missing, which OPTIONAL_MUTUAL needs; give its path, or the Secret as credentialName'],
  ],
])('Istio refuses a Gateway with %s', (_, server, messages) => {
  expect(told(gatewayProblems({ servers: [server] }, placed))).toEqual(messages.map((message) => `servers[0].${message}`));
});

test('Istio refuses a Gateway without servers', () => {
  expect(told(gatewayProblems({}, placed))).toEqual([
    'servers must have at least one entry, got []; give the ports that are opened',
  ]);
});

const credentials = (tls: NonNullable<Server['tls']>) =>
  told(gatewayCredentialProblems({ servers: [{ hosts: ['*'], port: https, tls }] }));

test.each<[string, NonNullable<Server['tls']>]>([
  ['the Secret of the certificate alone', { mode: 'MUTUAL', credentialName: 'a' }],
  ['a Secret that is asked for authorities', { mode: 'OPTIONAL_MUTUAL', credentialName: 'a', caCertCredentialName: 'a-cacert' }],
  ['a ConfigMap', { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'configmap://shop/ca' }],
  ['a server of their own', { mode: 'MUTUAL', credentialName: 'sds://a-cacert', caCertCredentialName: 'sds://ca' }],
  ['authorities of clients that nobody asks', { mode: 'SIMPLE', credentialName: 'a', caCertCredentialName: 'ca' }],
  ['a certificate that nobody reads', { credentialName: 'a-cacert' }],
])('the credentials of a server may be in %s', (_, tls) => {
  expect(credentials(tls)).toEqual([]);
});

test('istiod knows by the name of a Secret what to read from it', () => {
  expect(credentials({ mode: 'MUTUAL', credentialName: 'a-cacert', caCertCredentialName: 'ca' })).toEqual([
    'servers[0].tls.credentialName is read for authorities alone, so the server has no certificate, got "a-cacert"; ' +
      'name a Secret that does not end in -cacert',
    'servers[0].tls.caCertCredentialName is read for a certificate, not for authorities, so clients are let in unchecked, ' +
      'or not at all, got "ca"; use ca-cacert, by which the Secret is found as well',
  ]);
  expect(credentials({ mode: 'SIMPLE', credentialNames: ['a', 'kubernetes://b-cacert'] })).toEqual([
    'servers[0].tls.credentialNames[1] is read for authorities alone, so the server has no certificate, ' +
      'got "kubernetes://b-cacert"; name a Secret that does not end in -cacert',
  ]);
});
