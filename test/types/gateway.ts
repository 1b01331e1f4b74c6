import type { Construct } from 'constructs';
import { Gateway } from '../../lib/networking/gateway';
import { GatewaySelector } from '../../lib/networking/gateway-selector';
import type { Server } from '../../lib/networking/server';
import type { ServerTls } from '../../lib/networking/server-tls';

// What must not compile. Nothing runs this file.

const http = { number: 80, name: 'http', protocol: 'HTTP' } as const;
const https = { number: 443, name: 'https', protocol: 'HTTPS' } as const;

export function selectors(scope: Construct): void {
  const servers = [{ port: http, hosts: ['*'] }] as const;
  new Gateway(scope, 'outside', { selector: GatewaySelector.unchecked({ istio: 'ingressgateway' }), servers });
  // @ts-expect-error labels that nothing checks
  new Gateway(scope, 'labels', { selector: { istio: 'ingressgateway' }, servers });
  // @ts-expect-error every pod of the mesh
  new Gateway(scope, 'all', { servers });
  // @ts-expect-error no server
  new Gateway(scope, 'none', { selector: GatewaySelector.unchecked({}), servers: [] });
}

export const servers: Server[] = [
  { port: http, hosts: ['*'], tls: { httpsRedirect: true } },
  { port: https, hosts: ['a.com'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
  { port: { number: 27017, name: 'mongo', protocol: 'MONGO' }, hosts: ['*'] },
  // @ts-expect-error no host
  { port: http, hosts: [] },
  // @ts-expect-error no such protocol
  { port: { number: 80, name: 'http', protocol: 'HTTP/1.1' }, hosts: ['*'] },
  // @ts-expect-error the name of the port is missing
  { port: { number: 80, protocol: 'HTTP' }, hosts: ['*'] },
  // @ts-expect-error TLS that nobody speaks
  { port: http, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
  // @ts-expect-error TLS is missing
  { port: https, hosts: ['*'] },
  // @ts-expect-error HTTPS needs no redirect to HTTPS
  { port: https, hosts: ['*'], tls: { httpsRedirect: true } },
  // @ts-expect-error TLS that nobody speaks
  { port: { number: 9000, name: 'tcp', protocol: 'TCP' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } },
];

export const tls: ServerTls[] = [
  { mode: 'PASSTHROUGH' },
  { mode: 'ISTIO_MUTUAL', subjectAltNames: ['spiffe://cluster.local/ns/a/sa/b'] },
  { mode: 'SIMPLE', credentialNames: ['rsa', 'ecdsa'], minProtocolVersion: 'TLSV1_3' },
  { mode: 'SIMPLE', serverCertificate: '/crt', privateKey: '/key' },
  { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'ca-cacert', verifyCertificateHash: ['00'] },
  { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'configmap://shop/ca' },
  { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: { name: 'ca', metadata: {} } },
  // @ts-expect-error istiod would read a certificate from a Secret of this name
  { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'ca' },
  { mode: 'OPTIONAL_MUTUAL', tlsCertificates: [{ serverCertificate: '/crt', privateKey: '/key' }], caCertificates: '/ca' },
  { mode: 'SIMPLE', credentialNames: [{ name: 'rsa', metadata: {} }, 'ecdsa'] },
  // @ts-expect-error a Secret has a name
  { mode: 'SIMPLE', credentialName: { metadata: {} } },
  // @ts-expect-error one Secret has one name
  { mode: 'SIMPLE', credentialName: ['rsa', 'ecdsa'] },
  // @ts-expect-error the mode is missing
  { credentialName: 'a' },
  // @ts-expect-error what is not opened needs no certificate
  { mode: 'PASSTHROUGH', credentialName: 'a' },
  // @ts-expect-error Istio has its own certificates
  { mode: 'ISTIO_MUTUAL', credentialName: 'a' },
  // @ts-expect-error a certificate is missing
  { mode: 'SIMPLE' },
  // @ts-expect-error its private key is missing
  { mode: 'SIMPLE', serverCertificate: '/crt' },
  // @ts-expect-error one source only
  { mode: 'SIMPLE', credentialName: 'a', credentialNames: ['b'] },
  // @ts-expect-error one source only
  { mode: 'SIMPLE', credentialName: 'a', serverCertificate: '/crt', privateKey: '/key' },
  // @ts-expect-error clients show no certificate
  { mode: 'SIMPLE', serverCertificate: '/crt', privateKey: '/key', caCrl: '/crl' },
  // @ts-expect-error authorities for clients are missing
  { mode: 'MUTUAL', serverCertificate: '/crt', privateKey: '/key' },
  // @ts-expect-error the list of a Secret is in the Secret
  { mode: 'MUTUAL', credentialName: 'a', caCrl: '/crl' },
  // @ts-expect-error two at most
  { mode: 'SIMPLE', credentialNames: ['a', 'b', 'c'] },
  // @ts-expect-error no such cipher suite
  { mode: 'SIMPLE', credentialName: 'a', cipherSuites: ['RC4-MD5'] },
];
