import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Destination, type Gateway, type GatewayApi, Routes, type RoutesForm, type ServiceRef } from '../../lib';

// What must not compile. Nothing runs this file.

declare const scope: Construct;
declare const service: ServiceRef;
declare const subset: Destination;
declare const istioGateway: Gateway;
declare const gateway: GatewayApi.Gateway<'http'>;
declare const either: RoutesForm;
const to = [{ service, port: 80 }] as const;

new Routes(scope, 'a', { renderAs: 'VirtualService', service, rules: [{ to, timeout: Duration.seconds(1) }] });
new Routes(scope, 'a', { renderAs: 'HTTPRoute', hosts: ['a.com'], gateways: [gateway.listener('http')], rules: [{ to }] });
new Routes(scope, 'a', { renderAs: either, service, rules: [{ to }] });
new Routes(scope, 'a', { renderAs: 'VirtualService', service, rules: [{ to: [{ destination: subset }] }] });
// @ts-expect-error an HTTPRoute knows no subsets
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ to: [{ destination: subset }] }] });
// @ts-expect-error nor what may be one
new Routes(scope, 'a', { renderAs: either, service, rules: [{ to: [{ destination: subset }] }] });
new Routes(scope, 'a', {
  renderAs: 'VirtualService',
  service,
  rules: [{ to, fault: { abort: { httpStatus: 503, percentage: 10 } } }],
});
// @ts-expect-error an HTTPRoute has no faults
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ to, fault: { abort: { httpStatus: 503, percentage: 1 } } }] });
new Routes(scope, 'a', { renderAs: 'VirtualService', service, rules: [{ to, retries: { attempts: 3 } }] });
// @ts-expect-error nor retries
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ to, retries: { attempts: 3 } }] });
// @ts-expect-error a gateway of Istio
new Routes(scope, 'a', { renderAs: 'HTTPRoute', hosts: ['a.com'], gateways: [istioGateway], rules: [{ to }] });
// @ts-expect-error a gateway of the Gateway API
new Routes(scope, 'a', { renderAs: 'VirtualService', hosts: ['a.com'], gateways: [gateway], rules: [{ to }] });
// @ts-expect-error at which gateway
new Routes(scope, 'a', { renderAs: 'VirtualService', hosts: ['a.com'], rules: [{ to }] });
// @ts-expect-error in the mesh or at a gateway
new Routes(scope, 'a', { renderAs: 'VirtualService', service, hosts: ['a.com'], gateways: [istioGateway], rules: [{ to }] });
// @ts-expect-error no such form
new Routes(scope, 'a', { renderAs: 'Ingress', service, rules: [{ to }] });
// @ts-expect-error no rule
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [] });
// @ts-expect-error where do they go
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ match: [{}] }] });
// @ts-expect-error a path begins with /
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ match: [{ path: { exact: 'a' } }], to }] });
// @ts-expect-error one way to compare
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ match: [{ path: { exact: '/a', prefix: '/b' } }], to }] });
// @ts-expect-error the Gateway API compares no beginnings of headers
new Routes(scope, 'a', { renderAs: 'VirtualService', service, rules: [{ match: [{ headers: { a: { prefix: 'b' } } }], to }] });
// @ts-expect-error redirected requests go nowhere else
new Routes(scope, 'a', { renderAs: 'VirtualService', service, rules: [{ redirect: { host: 'b.com' }, to }] });
// @ts-expect-error the port is missing
new Routes(scope, 'a', { renderAs: 'HTTPRoute', service, rules: [{ to: [{ service }] }] });
