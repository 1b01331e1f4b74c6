import { Chart, Duration, Testing } from 'cdk8s';
import { DelegateVirtualService, Destination, DestinationRule, FaultInjection, VirtualService } from '../../lib';

const chart = new Chart(Testing.app(), 'types', { namespace: 'shop' });
const rule = new DestinationRule(chart, 'cart', { host: 'cart', subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
const route = [{ destination: rule.subset('v1') }] as const;
const hosts = [rule.host] as const;
const second = Duration.seconds(1);
const fault = { abort: { httpStatus: 500, percentage: 1 } } as const;
const uriRegexRewrite = { match: 'a', rewrite: 'b' };

const virtualService = new VirtualService(chart, 'cart-routes', { hosts, http: [{ route }] });
new FaultInjection(chart, 'fault', { virtualService, delay: { fixedDelay: second, percentage: 100 } });

// @ts-expect-error a rule has at least one host
new VirtualService(chart, 'a', { hosts: [], http: [{ route }] });
// @ts-expect-error hosts are asked for
new VirtualService(chart, 'b', { http: [{ route }] });
// @ts-expect-error the subset is not one of the rule's
rule.subset('v4');
// @ts-expect-error a destination is taken from what it refers to
new VirtualService(chart, 'c', { hosts, http: [{ route: [{ destination: { host: 'cart' } }] }] });
// @ts-expect-error a destination cannot be made by hand
new Destination(rule.host, 'v1', undefined, false);
// @ts-expect-error a route has at least one destination
new VirtualService(chart, 'd', { hosts, http: [{ route: [] }] });
// @ts-expect-error a text is compared in one way
new VirtualService(chart, 'e', { hosts, http: [{ match: [{ uri: { exact: '/a', prefix: '/b' } }], route }] });
// @ts-expect-error a path is compared in some way
new VirtualService(chart, 'f', { hosts, http: [{ match: [{ uri: {} }], route }] });
// @ts-expect-error an empty list of conditions would take nothing
new VirtualService(chart, 'g', { hosts, http: [{ match: [], route }] });
// @ts-expect-error a time is a Duration
new VirtualService(chart, 'h', { hosts, http: [{ route, timeout: '2 seconds' }] });
// @ts-expect-error a percentage is a number
new VirtualService(chart, 'i', { hosts, http: [{ route, mirror: rule.subset('v2'), mirrorPercentage: { value: 10 } }] });
// @ts-expect-error a rule sends on or redirects
new VirtualService(chart, 'j', { hosts, http: [{ route, redirect: { uri: '/a' } }] });
// @ts-expect-error a rule sends on or answers itself
new VirtualService(chart, 'k', { hosts, http: [{ route, directResponse: { status: 200 } }] });
// @ts-expect-error a redirect cannot fail
new VirtualService(chart, 'l', { hosts, http: [{ redirect: { uri: '/a' }, fault }] });
// @ts-expect-error an answer cannot be rewritten
new VirtualService(chart, 'm', { hosts, http: [{ directResponse: { status: 200 }, rewrite: { uri: '/a' } }] });
// @ts-expect-error Envoy knows no redirect 305
new VirtualService(chart, 'n', { hosts, http: [{ redirect: { uri: '/a', redirectCode: 305 } }] });
// @ts-expect-error a redirect has one new path
new VirtualService(chart, 'o', { hosts, http: [{ redirect: { uri: '/a', prefixRewrite: '/b' } }] });
// @ts-expect-error a path is rewritten in one way
new VirtualService(chart, 'p', { hosts, http: [{ route, rewrite: { uri: '/a', uriRegexRewrite } }] });
// @ts-expect-error a rewrite changes something
new VirtualService(chart, 'p2', { hosts, http: [{ route, rewrite: {} }] });
new VirtualService(chart, 'p3', { hosts, http: [{ route, rewrite: { authority: 'a' } }] });
new VirtualService(chart, 'p4', { hosts, http: [{ route, rewrite: { authority: 'a', uriRegexRewrite } }] });
// @ts-expect-error a gateway is an object
new VirtualService(chart, 'q', { hosts, gateways: ['bookinfo-gateway'], http: [{ route }] });
// @ts-expect-error a field that does not exist
new VirtualService(chart, 'r', { hosts, http: [{ route, retry: { attempts: 3 } }] });
// @ts-expect-error CORS knows this method not
new VirtualService(chart, 's', { hosts, http: [{ route, corsPolicy: { allowMethods: ['FETCH'] } }] });
// @ts-expect-error TLS rules ask for a server name
new VirtualService(chart, 't', { hosts, tls: [{ match: [{ port: 443 }], route }] });
// @ts-expect-error TLS rules have conditions
new VirtualService(chart, 'u', { hosts, tls: [{ route }] });
// @ts-expect-error what is a TCP rule to do with a path
new VirtualService(chart, 'v', { hosts, tcp: [{ match: [{ uri: { exact: '/a' } }], route }] });
// @ts-expect-error retries say how many
new VirtualService(chart, 'w', { hosts, http: [{ route, retries: { retryOn: '5xx' } }] });
// @ts-expect-error the share of a delay is asked for
new FaultInjection(chart, 'x', { virtualService, delay: { fixedDelay: second } });
// @ts-expect-error the share of an abort is asked for
new FaultInjection(chart, 'y', { virtualService, abort: { httpStatus: 500 } });
// @ts-expect-error an abort has one status
new FaultInjection(chart, 'z', { virtualService, abort: { httpStatus: 500, grpcStatus: 'UNAVAILABLE', percentage: 1 } });
// @ts-expect-error gRPC knows this status not
new FaultInjection(chart, 'aa', { virtualService, abort: { grpcStatus: 'GONE', percentage: 1 } });
// @ts-expect-error faults go into a VirtualService
new FaultInjection(chart, 'ab', { virtualService: 'cart-routes', abort: { httpStatus: 500, percentage: 1 } });

const delegate = new DelegateVirtualService(chart, 'checkout', { http: [{ route }] });
new VirtualService(chart, 'ac', { hosts, http: [{ delegate }, { delegate: { name: 'checkout' } }] });
// @ts-expect-error a delegate has no hosts
new DelegateVirtualService(chart, 'ad', { hosts, http: [{ route }] });
// @ts-expect-error a delegate is at the gateways of the rule that delegates
new DelegateVirtualService(chart, 'ae', { gateways: ['mesh'], http: [{ route }] });
// @ts-expect-error a delegate has HTTP rules alone
new DelegateVirtualService(chart, 'af', { tcp: [{ route }] });
// @ts-expect-error a delegate leaves requests to no further one
new DelegateVirtualService(chart, 'ag', { http: [{ delegate }] });
// @ts-expect-error a rule delegates or sends on
new VirtualService(chart, 'ah', { hosts, http: [{ delegate, route }] });
// @ts-expect-error a VirtualService with hosts is no delegate
new VirtualService(chart, 'ai', { hosts, http: [{ delegate: virtualService }] });
// @ts-expect-error a delegate has a name
new VirtualService(chart, 'aj', { hosts, http: [{ delegate: {} }] });

const shared = new VirtualService(chart, 'shared', { hosts, sections: ['blue', 'green'] });
shared.addRoutes('blue', [{ route }]);
// @ts-expect-error the section is not one of the VirtualService's
shared.addRoutes('red', [{ route }]);
// @ts-expect-error a section that is filled has rules
shared.addRoutes('blue', []);
// @ts-expect-error nobody else adds to a VirtualService without sections
virtualService.addRoutes('blue', [{ route }]);
// @ts-expect-error a rule of a section is one
shared.addRoutes('green', [{ rute: route }]);

const service = { name: 'cart', metadata: {}, ports: [{ name: 'http', port: 80 }, { port: 9090 }] } as const;
Destination.service(service, 'http');
Destination.service(service, 9090);
// @ts-expect-error the Service has no such port
Destination.service(service, 8080);
// @ts-expect-error the Service has no port of that name
Destination.service(service, 'grpc');
// @ts-expect-error a Service whose ports are not known has no names for them
Destination.service({ name: 'cart', metadata: {} }, 'http');
