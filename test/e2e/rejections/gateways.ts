import { rejected } from './rejection';

const selector = { istio: 'ingressgateway' };
const http = { number: 80, name: 'http', protocol: 'HTTP' };
const https = { number: 443, name: 'https', protocol: 'HTTPS' };
const hosts = ['a.example.com'];

const server = (one: object) => ({ selector, servers: [{ port: http, hosts, ...one }] });
const secure = (tls: object) => server({ port: https, tls });

export const GATEWAYS = rejected('Gateway', {
  'no server': { selector, servers: [] },
  'a server without hosts': server({ hosts: [] }),
  'a host without a dot': server({ hosts: ['server'] }),
  'a host with a star in the middle': server({ hosts: ['a.*.example.com'] }),
  'a host of a namespace that is none': server({ hosts: ['a.b/a.example.com'] }),
  'a port of 0': server({ port: { ...http, number: 0 } }),
  'a port beyond 65535': server({ port: { ...http, number: 70000 } }),
  'a port without a name': server({ port: { ...http, name: '' } }),
  'an unknown protocol': server({ port: { ...http, protocol: 'FTP' } }),
  'two ports of one name': {
    selector,
    servers: [
      { port: http, hosts },
      { port: { ...http, number: 81 }, hosts },
    ],
  },
  'an address that is none': server({ bind: '10.0.0' }),
  'a socket with a port': server({ bind: 'unix:///tmp/socket' }),
  'a socket without an absolute path': server({ bind: 'unix://tmp', port: { ...http, number: 0 } }),
  'HTTPS without TLS settings': server({ port: https }),
  'HTTP with a certificate': server({ tls: { mode: 'SIMPLE', credentialName: 'secret' } }),
  'TCP with TLS settings': server({ port: { ...http, protocol: 'TCP' }, tls: { httpsRedirect: true } }),
  'no certificate': secure({ mode: 'SIMPLE' }),
  'a certificate without a key': secure({ mode: 'SIMPLE', serverCertificate: '/cert.pem' }),
  'mutual TLS without authorities': secure({ mode: 'MUTUAL', serverCertificate: '/cert.pem', privateKey: '/key.pem' }),
  "a certificate beside Istio's": secure({ mode: 'ISTIO_MUTUAL', credentialName: 'secret' }),
  'one Secret and several': secure({ mode: 'SIMPLE', credentialName: 'one', credentialNames: ['two'] }),
  'three Secrets': secure({ mode: 'SIMPLE', credentialNames: ['one', 'two', 'three'] }),
  'Secrets and files': secure({
    mode: 'SIMPLE',
    credentialNames: ['one'],
    tlsCertificates: [{ serverCertificate: '/cert.pem', privateKey: '/key.pem' }],
  }),
  'an unknown way of TLS': secure({ mode: 'STRICT', credentialName: 'secret' }),
  'an unknown version of TLS': secure({ mode: 'SIMPLE', credentialName: 'secret', minProtocolVersion: 'TLSV2_0' }),
  'revoked certificates without clients': secure({
    mode: 'SIMPLE',
    serverCertificate: '/cert.pem',
    privateKey: '/key.pem',
    caCrl: '/crl.pem',
  }),
});
