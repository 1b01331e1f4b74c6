import { App, Chart } from 'cdk8s';
import { Deployment, Service, ServiceAccount } from 'cdk8s-plus-27';
import {
  Access,
  CallGraph,
  DenyByDefault,
  ExternalAuthorization,
  IngressGateway,
  IstioControlPlane,
  MutualTls,
  RequireToken,
  Workload,
} from '../../lib';

// What must not compile. Nothing runs this file.

const chart = new Chart(new App(), 'types', { namespace: 'shop' });
const istio = new IstioControlPlane(chart, 'istio');
const ingress = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane: istio });
const account = new ServiceAccount(chart, 'account');
const cart = new Deployment(chart, 'cart', { serviceAccount: account });
const service = new Service(chart, 'service', { ports: [{ port: 80 }] });
const tokens = [{ issuer: 'https://issuer.example.com' }] as const;

new MutualTls(chart, 'a', { mesh: istio, step: 'strict', plainPorts: [{ workload: cart, ports: [9100] }] });
// @ts-expect-error no such step
new MutualTls(chart, 'b', { step: 'STRICT' });
// @ts-expect-error the step is missing
new MutualTls(chart, 'c', { mesh: istio });
// @ts-expect-error in the mesh or in a namespace
new MutualTls(chart, 'd', { mesh: istio, namespace: 'shop', step: 'strict' });
// @ts-expect-error no port
new MutualTls(chart, 'e', { step: 'strict', plainPorts: [{ workload: cart, ports: [] }] });

new DenyByDefault(chart, 'f', { namespace: 'shop', dryRun: true });
// @ts-expect-error in the mesh or in a namespace
new DenyByDefault(chart, 'g', { mesh: istio, namespace: 'shop' });

new Access(chart, 'h', { to: Workload.unchecked({ app: 'cart' }), callers: [cart, account, ingress] });
// @ts-expect-error nobody may
new Access(chart, 'i', { to: cart });
// @ts-expect-error nobody may
new Access(chart, 'j', { to: cart, callers: [] });
// @ts-expect-error a caller is an object
new Access(chart, 'k', { to: cart, callers: ['page'] });
// @ts-expect-error a Service calls nobody
new Access(chart, 'l', { to: cart, callers: [service] });
// @ts-expect-error a path begins with a slash
new Access(chart, 'm', { to: cart, namespaces: ['web'], paths: ['items'] });
// @ts-expect-error methods are in capital letters
new Access(chart, 'n', { to: cart, namespaces: ['web'], methods: ['get'] });

new RequireToken(chart, 'o', { of: ingress, tokens, claims: { group: ['buyers'] } });
// @ts-expect-error whose tokens
new RequireToken(chart, 'p', { of: cart });
// @ts-expect-error whose tokens
new RequireToken(chart, 'q', { tokens: [] });
// @ts-expect-error no value at all would refuse everybody
new RequireToken(chart, 'r', { tokens, claims: { group: [] } });

const grpc = { service: { name: 'opa', metadata: { namespace: 'ops' } }, port: 9191 };
new ExternalAuthorization(chart, 's', { controlPlane: istio, envoyExtAuthzGrpc: grpc });
// @ts-expect-error who is asked
new ExternalAuthorization(chart, 't', { controlPlane: istio });
// @ts-expect-error by HTTP or by gRPC
new ExternalAuthorization(chart, 'u', { controlPlane: istio, envoyExtAuthzGrpc: grpc, envoyExtAuthzHttp: grpc });
// @ts-expect-error in which mesh
new ExternalAuthorization(chart, 'v', { envoyExtAuthzGrpc: grpc });

const graph = new CallGraph(chart, 'calls', { controlPlane: istio });
const page = graph.workload('page', cart);
const gateway = graph.caller('ingress', ingress);
gateway.calls(page, { port: 80 });
// @ts-expect-error what proxies have to reach
new CallGraph(chart, 'w', {});
// @ts-expect-error a workload is an object
graph.workload('cart', 'cart');
// @ts-expect-error its account is missing
graph.workload('cart', { labels: { app: 'cart' }, namespace: 'shop' });
// @ts-expect-error a gateway is not called
page.calls(gateway);
// @ts-expect-error what is called is of the graph
page.calls(cart);
// @ts-expect-error a port has a number
page.calls(page, { port: 'http' });
