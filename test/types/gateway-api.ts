import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { GatewayApi, type ServiceRef } from '../../lib';

// What must not compile. Nothing runs this file.

const { Backend, BackendTLSPolicy, CertificateAuthority, Gateway, GRPCRoute, HTTPRoute, ReferenceGrant, TCPRoute, TLSRoute } =
  GatewayApi;

declare const scope: Construct;
declare const service: ServiceRef;
declare const secret: GatewayApi.ObjectRef;
const backend = Backend.service(service, 80);
const backendRefs = [{ backend }] as const;
const name = 'a';
const port = 80;

const gateway = new Gateway(scope, 'edge', {
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [secret] } },
  ],
});
gateway.listener('https');
// @ts-expect-error no such listener
gateway.listener('htps');
// @ts-expect-error no listener at all
new Gateway(scope, 'none', { listeners: [] });
// @ts-expect-error no class of Istio
new Gateway(scope, 'class', { gatewayClassName: 'nginx', listeners: [{ name, port, protocol: 'HTTP' }] });
// @ts-expect-error no type of a Service
new Gateway(scope, 'type', { serviceType: 'ExternalName', listeners: [{ name, port, protocol: 'HTTP' }] });

export const listeners: GatewayApi.Listener[] = [
  { name, port, protocol: 'HTTP', hostname: '*.a.com', allowedRoutes: { namespaces: { from: 'All' } } },
  { name, port, protocol: 'TLS', tls: { mode: 'Passthrough' } },
  { name, port, protocol: 'HTTPS', tls: { options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } } },
  // @ts-expect-error Istio does not speak it
  { name, port, protocol: 'UDP' },
  // @ts-expect-error plain HTTP has no certificate
  { name, port, protocol: 'HTTP', tls: { certificateRefs: [secret] } },
  // @ts-expect-error TLS is missing
  { name, port, protocol: 'HTTPS' },
  // @ts-expect-error HTTPS is not passed through
  { name, port, protocol: 'HTTPS', tls: { mode: 'Passthrough' } },
  // @ts-expect-error the mode is missing
  { name, port, protocol: 'TLS', tls: { certificateRefs: [secret] } },
  // @ts-expect-error what is not opened has no certificate
  { name, port, protocol: 'TLS', tls: { mode: 'Passthrough', certificateRefs: [secret] } },
  // @ts-expect-error Istio's certificates are for Istio's modes
  { name, port, protocol: 'HTTPS', tls: { options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' } } },
  // @ts-expect-error two certificates at most
  { name, port, protocol: 'HTTPS', tls: { certificateRefs: [secret, secret, secret] } },
  // @ts-expect-error no certificate
  { name, port, protocol: 'HTTPS', tls: { certificateRefs: [] } },
  // @ts-expect-error a Secret is an object
  { name, port, protocol: 'HTTPS', tls: { certificateRefs: ['crt'] } },
  // @ts-expect-error connections have no host
  { name, port, protocol: 'TCP', hostname: 'a.com' },
  // @ts-expect-error all namespaces need no selector
  { name, port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All', selector: {} } } },
  // @ts-expect-error the selector is missing
  { name, port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Selector' } } },
  // @ts-expect-error no kind of route
  { name, port, protocol: 'HTTP', allowedRoutes: { kinds: [{ kind: 'VirtualService' }] } },
];

const parentRefs = [gateway] as const;
const redirect = { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } } as const;
const half = { numerator: 1, denominator: 2 };
const rewrite = { type: 'URLRewrite', urlRewrite: { hostname: 'a.com' } } as const;

new HTTPRoute(scope, 'good', {
  parentRefs: [gateway.listener('http'), service],
  rules: [{ backendRefs }, { filters: [redirect] }],
});
// @ts-expect-error nowhere
new HTTPRoute(scope, 'nowhere', { parentRefs: [], rules: [{ backendRefs }] });
// @ts-expect-error a gateway is an object
new HTTPRoute(scope, 'name', { parentRefs: ['edge'], rules: [{ backendRefs }] });
// @ts-expect-error no rule
new HTTPRoute(scope, 'empty', { parentRefs, rules: [] });

export const rules: GatewayApi.HTTPRouteRule[] = [
  { backendRefs, filters: [rewrite], timeouts: { request: Duration.seconds(1) } },
  // @ts-expect-error nothing happens
  {},
  // @ts-expect-error no backend
  { backendRefs: [] },
  // @ts-expect-error the port is missing
  { backendRefs: [{ backend: Backend.service(service) }] },
  // @ts-expect-error a backend is an object
  { backendRefs: [{ name: 'reviews', port: 80 }] },
  // @ts-expect-error redirected requests go nowhere else
  { backendRefs, filters: [redirect] },
  // @ts-expect-error and are not rewritten
  { filters: [rewrite, redirect] },
  // @ts-expect-error nor do they take time
  { filters: [redirect], timeouts: { request: Duration.seconds(1) } },
  // @ts-expect-error a time has a unit
  { backendRefs, timeouts: { request: '1s' } },
  // @ts-expect-error no method
  { backendRefs, matches: [{ method: 'get' }] },
  // @ts-expect-error no way to compare
  { backendRefs, matches: [{ path: { type: 'Prefix', value: '/' } }] },
  // @ts-expect-error a path is compared by its value
  { backendRefs, matches: [{ path: '/a' }] },
  // @ts-expect-error headers are a list
  { backendRefs, matches: [{ headers: { a: 'b' } }] },
  // @ts-expect-error the settings are those of another type
  { backendRefs, filters: [{ type: 'CORS', urlRewrite: {} }] },
  // @ts-expect-error Istio knows no such filter
  { backendRefs, filters: [{ type: 'ExtensionRef', extensionRef: { group: 'a', kind: 'b', name: 'c' } }] },
  // @ts-expect-error Istio changes headers alone for one backend
  { backendRefs: [{ backend, filters: [rewrite] }] },
  // @ts-expect-error copies are counted once
  { backendRefs, filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend, percent: 1, fraction: half } }] },
  // @ts-expect-error a new path has one form
  { backendRefs, filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' } } }] },
  // @ts-expect-error no redirect
  { filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 300 } }] },
  // @ts-expect-error faults are Istio's own
  { backendRefs, fault: { abort: { httpStatus: 503, percentage: 1 } } },
];

new GRPCRoute(scope, 'grpc', { parentRefs, rules: [{ backendRefs, matches: [{ method: { method: 'Add' } }] }] });
// @ts-expect-error neither service nor method
new GRPCRoute(scope, 'nothing', { parentRefs, rules: [{ backendRefs, matches: [{ method: {} }] }] });
// @ts-expect-error calls have no path
new GRPCRoute(scope, 'path', { parentRefs, rules: [{ backendRefs, matches: [{ path: { value: '/' } }] }] });
// @ts-expect-error the hosts are missing
new TLSRoute(scope, 'tls', { parentRefs, rules: [{ backendRefs }] });
// @ts-expect-error one rule
new TLSRoute(scope, 'tls', { parentRefs, hostnames: ['a.com'], rules: [{ backendRefs }, { backendRefs }] });
// @ts-expect-error connections have no host
new TCPRoute(scope, 'tcp', { parentRefs, hostnames: ['a.com'], rules: [{ backendRefs }] });

new ReferenceGrant(scope, 'grant', { from: [{ kind: 'HTTPRoute', namespace: 'a' }], to: [{ kind: 'Service', name: 'b' }] });
// @ts-expect-error a Service refers to nothing
new ReferenceGrant(scope, 'from', { from: [{ kind: 'Service', namespace: 'a' }], to: [{ kind: 'Service' }] });
// @ts-expect-error nothing is referred to
new ReferenceGrant(scope, 'to', { from: [{ kind: 'HTTPRoute', namespace: 'a' }], to: [] });
// @ts-expect-error of which namespace
new ReferenceGrant(scope, 'where', { from: [{ kind: 'HTTPRoute' }], to: [{ kind: 'Service' }] });

const targetRefs = [{ service }] as const;
const ca = CertificateAuthority.configMap(secret);
new BackendTLSPolicy(scope, 'ca', { targetRefs, validation: { hostname: 'a.com', caCertificateRefs: [ca] } });
// @ts-expect-error no authority
new BackendTLSPolicy(scope, 'any', { targetRefs, validation: { hostname: 'a.com' } });
new BackendTLSPolicy(scope, 'two', {
  targetRefs,
  // @ts-expect-error two of them
  validation: { hostname: 'a.com', caCertificateRefs: [ca], wellKnownCACertificates: 'System' },
});
new BackendTLSPolicy(scope, 'uri', {
  targetRefs,
  // @ts-expect-error the name is that of another type
  validation: { hostname: 'a.com', wellKnownCACertificates: 'System', subjectAltNames: [{ type: 'URI', hostname: 'a.com' }] },
});
// @ts-expect-error an authority is an object
new BackendTLSPolicy(scope, 'name', { targetRefs, validation: { hostname: 'a.com', caCertificateRefs: ['ca'] } });
