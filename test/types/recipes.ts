import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  abTest,
  Canary,
  Certificate,
  circuitBreaker,
  Destination,
  type DestinationRule,
  type EgressGateway,
  EgressThroughGateway,
  ExternalHost,
  ejectOutliers,
  failOver,
  grpcCall,
  HttpsIngress,
  type IngressGateway,
  Issuer,
  OutsideIssuer,
  retryWithin,
  split,
  stickyBy,
  TlsOrigination,
  TlsPassthrough,
} from '../../lib';

// What must not compile. Nothing runs this file.

export function versions(scope: Construct, reviews: DestinationRule<'v1' | 'v2'>): void {
  const plan = { service: 'reviews', stable: 'v1', canary: 'v2', steps: [5, 50] } as const;
  split(reviews, { v1: 90, v2: 10 });
  // @ts-expect-error no such subset
  split(reviews, { v1: 90, v3: 10 });
  // @ts-expect-error a share is a number
  split(reviews, { v1: '90%', v2: '10%' });
  // @ts-expect-error no rule that defines the subsets
  split('reviews', { v1: 90, v2: 10 });
  new Canary(scope, 'step', { ...plan, step: 5 });
  new Canary(scope, 'end', { ...plan, step: 'finished' });
  // @ts-expect-error no such step
  new Canary(scope, 'between', { ...plan, step: 20 });
  // @ts-expect-error no such end
  new Canary(scope, 'done', { ...plan, step: 'done' });
  // @ts-expect-error no step
  new Canary(scope, 'none', { ...plan, steps: [], step: 0 });
  // @ts-expect-error where it stands is missing
  new Canary(scope, 'nowhere', plan);
  const { subsets } = new Canary(scope, 'subsets', { ...plan, step: 0 });
  // @ts-expect-error no such version
  subsets.subset('v3');
  abTest({ rule: reviews, cookie: 'group', shares: { v1: 50, v2: 50 } });
  // @ts-expect-error no such variant
  abTest({ rule: reviews, cookie: 'group', shares: { a: 50, b: 50 } });
  // @ts-expect-error nothing remembers the variant
  abTest({ rule: reviews, shares: { v1: 50, v2: 50 } });
  // @ts-expect-error a time is a Duration
  abTest({ rule: reviews, cookie: 'group', shares: { v1: 100 }, lifetime: '30d' });
}

export function resilience(): void {
  retryWithin({ budget: Duration.seconds(2), attempts: 3 });
  // @ts-expect-error a time is a Duration
  retryWithin({ budget: '2s', attempts: 3 });
  // @ts-expect-error tries without a budget
  retryWithin({ attempts: 3 });
  circuitBreaker({ connections: 100 });
  // @ts-expect-error no limit
  circuitBreaker({});
  ejectOutliers({ count: '5xx' });
  // @ts-expect-error no such failures
  ejectOutliers({ count: '4xx' });
  failOver({ regions: [{ from: 'west', to: 'east' }] });
  // @ts-expect-error nobody takes over
  failOver({ regions: [{ from: 'west' }] });
  // @ts-expect-error places have a setting of their own
  failOver({ loadBalancer: { localityLbSetting: { enabled: false } } });
  stickyBy({ header: 'x-user' });
  // @ts-expect-error one thing only
  stickyBy({ header: 'x-user', cookie: 'user' });
  // @ts-expect-error nothing in common
  stickyBy({});
  // @ts-expect-error false is nothing to agree in
  stickyBy({ sourceIp: false });
  // @ts-expect-error of which service
  grpcCall();
}

export function edges(scope: Construct, ingress: IngressGateway, egress: EgressGateway): void {
  const certificate = { name: 'shop', metadata: { namespace: 'istio-system' } };
  const hosts = ['shop.example.com'] as const;
  new HttpsIngress(scope, 'shop', { gateway: ingress, servers: [{ hosts, certificate }] });
  // @ts-expect-error the name of a Secret says not where it is
  new HttpsIngress(scope, 'name', { gateway: ingress, servers: [{ hosts, certificate: 'shop' }] });
  // @ts-expect-error no certificate
  new HttpsIngress(scope, 'plain', { gateway: ingress, servers: [{ hosts }] });
  // @ts-expect-error no host
  new HttpsIngress(scope, 'nobody', { gateway: ingress, servers: [{ hosts: [], certificate }] });
  // @ts-expect-error nothing is served
  new HttpsIngress(scope, 'nothing', { gateway: ingress, servers: [] });
  new TlsPassthrough(scope, 'vault', { gateway: ingress, hosts: { 'a.com': Destination.unchecked({ host: 'a' }) } });
  // @ts-expect-error a name, and no Destination
  new TlsPassthrough(scope, 'text', { gateway: ingress, hosts: { 'a.com': 'a' } });
  new ExternalHost(scope, 'host', { host: 'a.com', protocols: ['HTTP', 'HTTPS'] });
  // @ts-expect-error no such protocol
  new ExternalHost(scope, 'tcp', { host: 'a.com', protocols: ['TCP'] });
  // @ts-expect-error no protocol
  new ExternalHost(scope, 'none', { host: 'a.com', protocols: [] });
  new TlsOrigination(scope, 'tls', { host: 'a.com', tls: { mode: 'SIMPLE', caCertificates: '/ca.pem' } });
  // @ts-expect-error no TLS
  new TlsOrigination(scope, 'open', { host: 'a.com', tls: { mode: 'DISABLE' } });
  // @ts-expect-error the world does not know the certificates of Istio
  new TlsOrigination(scope, 'istio', { host: 'a.com', tls: { mode: 'ISTIO_MUTUAL' } });
  // @ts-expect-error a certificate is missing
  new TlsOrigination(scope, 'mutual', { host: 'a.com', tls: { mode: 'MUTUAL' } });
  new EgressThroughGateway(scope, 'http', { host: 'a.com', gateway: egress, protocol: 'HTTP', tls: { mode: 'SIMPLE' } });
  // @ts-expect-error it is TLS already
  new EgressThroughGateway(scope, 'https', { host: 'a.com', gateway: egress, protocol: 'HTTPS', tls: { mode: 'SIMPLE' } });
  // @ts-expect-error it is TLS already, which is the default
  new EgressThroughGateway(scope, 'default', { host: 'a.com', gateway: egress, tls: { mode: 'SIMPLE' } });
}

export function certificates(scope: Construct): void {
  const acme = { server: 'https://a.com/directory', privateKeySecretRef: { name: 'account' } } as const;
  const issuer = OutsideIssuer.unchecked({ name: 'public', kind: 'ClusterIssuer' });
  new Issuer(scope, 'self', { selfSigned: {} });
  // @ts-expect-error nobody signs
  new Issuer(scope, 'nobody', {});
  // @ts-expect-error one authority only
  new Issuer(scope, 'both', { selfSigned: {}, ca: { secretName: 'ca' } });
  // @ts-expect-error nothing shows control of the names
  new Issuer(scope, 'unshown', { acme: { ...acme, solvers: [] } });
  // @ts-expect-error one way only
  new Issuer(scope, 'ways', { acme: { ...acme, solvers: [{ http01: { ingress: {} }, dns01: { route53: {} } }] } });
  new Certificate(scope, 'server', { issuer, dnsNames: ['a.com'], privateKey: { algorithm: 'ECDSA', size: 384 } });
  new Certificate(scope, 'authority', { issuer, isCA: true, commonName: 'root' });
  // @ts-expect-error for no name
  new Certificate(scope, 'unnamed', { issuer });
  // @ts-expect-error the name of an issuer says not of which kind it is
  new Certificate(scope, 'text', { issuer: 'public', dnsNames: ['a.com'] });
  // @ts-expect-error no such key
  new Certificate(scope, 'key', { issuer, dnsNames: ['a.com'], privateKey: { algorithm: 'ECDSA', size: 2048 } });
  // @ts-expect-error a time is a Duration
  new Certificate(scope, 'time', { issuer, dnsNames: ['a.com'], duration: '720h' });
}
