import type { Construct } from 'constructs';
import { Destination } from '../../lib/networking/destination';
import { Sidecar } from '../../lib/networking/sidecar';
import type { EgressListener, IngressListener } from '../../lib/networking/sidecar-listeners';

// What must not compile. Nothing runs this file.

declare const reviews: { readonly name: string; readonly metadata: { readonly namespace?: string } };

export function sidecars(scope: Construct): void {
  new Sidecar(scope, 'own', { egress: [{ hosts: ['./*', 'istio-system/*', reviews, Sidecar.except(reviews)] }] });
  new Sidecar(scope, 'shop', { egress: [{ hosts: [{ kind: 'Namespace', name: 'shop' }, '~/bar.example.com'] }] });
  new Sidecar(scope, 'limits', {
    inboundConnectionPool: { tcp: { maxConnections: 1 } },
    workloadSelector: { labels: { app: 'a' } },
  });
  new Sidecar(scope, 'proxy', {
    outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: Destination.service(reviews, 80) },
  });
  // @ts-expect-error nothing is said
  new Sidecar(scope, 'nothing', {});
  // @ts-expect-error whom it is for, and nothing else
  new Sidecar(scope, 'only', { workloadSelector: { labels: { app: 'a' } } });
  // @ts-expect-error no listener
  new Sidecar(scope, 'none', { egress: [] });
  // @ts-expect-error the listener for all ports is not the last one
  new Sidecar(scope, 'order', { egress: [{ hosts: ['*/*'] }, { hosts: ['*/*'], port: { number: 80 } }] });
  // @ts-expect-error only of the whole mesh
  new Sidecar(scope, 'dynamic', { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } });
  new Sidecar(scope, 'registry', {
    // @ts-expect-error a proxy that nothing is sent to
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY', egressProxy: Destination.service(reviews, 80) },
  });
  // @ts-expect-error it would be REGISTRY_ONLY
  new Sidecar(scope, 'mode', { outboundTrafficPolicy: {} });
  new Sidecar(scope, 'text', {
    // @ts-expect-error a host that nothing checks
    outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'egress' } },
  });
  // @ts-expect-error labels stand under labels
  new Sidecar(scope, 'labels', { egress: [{ hosts: ['*/*'] }], workloadSelector: { app: 'a' } });
}

export const egress: EgressListener[] = [
  { hosts: ['*/*'], port: { number: 80, protocol: 'HTTP_PROXY', name: 'proxy' }, bind: '127.0.0.1', captureMode: 'NONE' },
  { hosts: ['*/*'], port: { number: 0, protocol: 'HTTP' }, bind: 'unix:///tmp/a', captureMode: 'NONE' },
  // @ts-expect-error no namespace
  { hosts: ['reviews'] },
  // @ts-expect-error a short name, which is never found
  { hosts: ['shop/reviews'] },
  // @ts-expect-error no host
  { hosts: [] },
  // @ts-expect-error an address needs a port
  { hosts: ['*/*'], bind: '127.0.0.1' },
  // @ts-expect-error no such protocol
  { hosts: ['*/*'], port: { number: 80, protocol: 'UDP' } },
  // @ts-expect-error nothing reads it
  { hosts: ['*/*'], port: { number: 80, targetPort: 8080 } },
  // @ts-expect-error no such mode
  { hosts: ['*/*'], captureMode: 'TPROXY' },
];

const files = { serverCertificate: '/crt', privateKey: '/key' } as const;
const https = { number: 443, protocol: 'HTTPS' } as const;

export const ingress: IngressListener[] = [
  { port: { number: 9080 }, defaultEndpoint: '127.0.0.1:8080' },
  {
    port: { number: 9080, protocol: 'HTTP' },
    defaultEndpoint: 'unix:///tmp/a',
    connectionPool: { http: { http2MaxRequests: 1 } },
  },
  { port: https, tls: { mode: 'SIMPLE', ...files }, defaultEndpoint: '[::]:8080' },
  { port: https, tls: { mode: 'MUTUAL', ...files, caCertificates: '/ca' } },
  // @ts-expect-error the port is missing
  { defaultEndpoint: '127.0.0.1:8080' },
  // @ts-expect-error another machine
  { port: { number: 9080 }, defaultEndpoint: '10.0.0.1:8080' },
  // @ts-expect-error no number
  { port: { number: 9080 }, defaultEndpoint: '127.0.0.1:http' },
  // @ts-expect-error TLS that nobody speaks
  { port: { number: 9080, protocol: 'HTTP' }, tls: { mode: 'SIMPLE', ...files } },
  // @ts-expect-error Secrets are for gateways
  { port: https, tls: { mode: 'SIMPLE', credentialName: 'a' } },
  // @ts-expect-error clients that nothing checks
  { port: https, tls: { mode: 'MUTUAL', ...files } },
  // @ts-expect-error names are checked by AuthorizationPolicies
  { port: https, tls: { mode: 'MUTUAL', ...files, caCertificates: '/ca', subjectAltNames: ['a'] } },
  // @ts-expect-error for gateways
  { port: https, tls: { mode: 'ISTIO_MUTUAL' } },
  // @ts-expect-error no clients to check
  { port: https, tls: { mode: 'SIMPLE', ...files, caCrl: '/crl' } },
];
