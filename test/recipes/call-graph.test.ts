import { Deployment, Service, ServiceAccount } from 'cdk8s-plus-27';
import { Bookinfo } from '../../lib/apps/bookinfo/bookinfo';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { ServiceEntry } from '../../lib/networking/service-entry';
import { CallGraph, type CallGraphProps } from '../../lib/recipes/call-graph/call-graph';
import type { PlainWorkload } from '../../lib/recipes/call-graph/pods';
import { manifests, refusals, specOf, testChart } from '../synth';

function graphIn(namespace: string | undefined, props: Partial<CallGraphProps> = {}) {
  const chart = testChart(namespace);
  const controlPlane = new IstioControlPlane(chart, 'istio');
  return { chart, controlPlane, graph: new CallGraph(chart, 'calls', { controlPlane, ...props }) };
}

const plain = (name: string, ports: readonly { port: number; targetPort?: number }[] = [{ port: 80, targetPort: 8080 }]) =>
  ({
    labels: { app: name },
    namespace: 'shop',
    serviceAccount: { name, metadata: { namespace: 'shop' } },
    service: { name, ports },
  }) as unknown as PlainWorkload;

const from = (principal: string) => [{ source: { principals: [`cluster.local/ns/${principal}`] } }];
const peer = (namespace: string, matchLabels?: object) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  ...(matchLabels && { podSelector: { matchLabels } }),
});
const tcp = (port: number) => [{ protocol: 'TCP', port }];

describe('bookinfo', () => {
  const { chart, controlPlane, graph } = graphIn(undefined);
  const ingress = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane });
  const bookinfo = new Bookinfo(chart, 'bookinfo', { controlPlane, ingress });
  const productpage = graph.workload('productpage', bookinfo.productpage);
  const details = graph.workload('details', bookinfo.details.service);
  const reviews = graph.workload('reviews', bookinfo.reviews);
  const ratings = graph.workload('ratings', bookinfo.ratings);
  graph.caller('ingress', ingress).calls(productpage);
  productpage.calls(details).calls(reviews, { port: 9080, methods: ['GET'], paths: ['/reviews/*'] });
  reviews.calls(ratings);

  test('in the namespace all else is refused', () => {
    expect(specOf(chart, 'AuthorizationPolicy', 'calls-and-nothing-else')).toEqual({});
  });

  test('callers are let in, by their accounts and on the port', () => {
    const to = [{ operation: { ports: ['9080'] } }];
    expect(specOf(chart, 'AuthorizationPolicy', 'productpage-callers')).toEqual({
      selector: { matchLabels: { app: 'productpage' } },
      rules: [{ from: from('istio-system/sa/istio-ingressgateway'), to }],
    });
    expect(specOf(chart, 'AuthorizationPolicy', 'reviews-callers')).toEqual({
      selector: { matchLabels: { app: 'reviews' } },
      rules: [
        {
          from: from('bookinfo/sa/bookinfo-productpage'),
          to: [{ operation: { ports: ['9080'], methods: ['GET'], paths: ['/reviews/*'] } }],
        },
      ],
    });
    expect(specOf(chart, 'AuthorizationPolicy', 'ratings-callers')).toMatchObject({
      rules: [{ from: from('bookinfo/sa/bookinfo-reviews'), to }],
    });
  });

  test('proxies know what is called', () => {
    const sidecar = (name: string) => (specOf(chart, 'Sidecar', `${name}-calls`) as { egress: unknown }).egress;
    expect(sidecar('productpage')).toEqual([
      { hosts: ['./details.bookinfo.svc.cluster.local', './reviews.bookinfo.svc.cluster.local'] },
    ]);
    expect(sidecar('reviews')).toEqual([{ hosts: ['./ratings.bookinfo.svc.cluster.local'] }]);
    expect(sidecar('ratings')).toEqual([{ hosts: ['~/*'] }]);
  });

  test('the network lets through what is called, and what proxies need', () => {
    expect(specOf(chart, 'NetworkPolicy', 'reviews-calls')).toEqual({
      podSelector: { matchLabels: { app: 'reviews' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [peer('bookinfo', { app: 'productpage' })], ports: tcp(9080) }],
      egress: [
        { to: [peer('kube-system')], ports: [{ protocol: 'UDP', port: 53 }, ...tcp(53)] },
        { to: [peer('istio-system', { app: 'istiod' })], ports: tcp(15012) },
        { to: [peer('bookinfo', { app: 'ratings' })], ports: tcp(9080) },
      ],
    });
  });
});

test('Deployments of cdk8s-plus, whose Services and named ports are found', () => {
  const { chart, graph } = graphIn('shop');
  const workload = (name: string) =>
    new Deployment(chart, name, {
      serviceAccount: new ServiceAccount(chart, `${name}-account`, { metadata: { name } }),
      containers: [{ image: name, ports: [{ number: 8080, name: 'web' }] }],
    });
  const [page, cart] = [workload('page'), workload('cart')];
  new Service(chart, 'cart-service', { metadata: { name: 'cart' }, selector: cart, ports: [{ port: 80 }] });
  new Service(chart, 'cart-admin', { metadata: { name: 'cart-admin' }, selector: cart, ports: [{ port: 81, targetPort: 8081 }] });
  const called = graph.workload('cart', cart);
  graph
    .workload('page', page)
    .calls(called, { port: 80 })
    .calls(called, { port: 81, methods: ['GET'] });
  expect(specOf(chart, 'AuthorizationPolicy', 'cart-callers')).toEqual({
    selector: { matchLabels: cart.matchLabels },
    rules: [
      { from: from('shop/sa/page'), to: [{ operation: { ports: ['80'] } }] },
      { from: from('shop/sa/page'), to: [{ operation: { ports: ['8081'], methods: ['GET'] } }] },
    ],
  });
  expect(specOf(chart, 'Sidecar', 'page-calls')).toMatchObject({
    egress: [{ hosts: ['./cart.shop.svc.cluster.local', './cart-admin.shop.svc.cluster.local'] }],
  });
});

test('plain objects; hosts outside; ports of pods', () => {
  const { chart, graph } = graphIn('shop', { everybodyCalls: ['istio-system/*'], dnsNamespace: 'dns' });
  const mail = new ServiceEntry(chart, 'mail', {
    hosts: ['mail.example.com'],
    ports: [{ number: 587, name: 'tcp-mail', protocol: 'TCP' }],
    resolution: 'DNS',
  });
  const cart = graph.workload('cart', plain('cart'));
  graph.workload('page', plain('page')).calls(cart).calls(mail);
  expect(specOf(chart, 'AuthorizationPolicy', 'cart-callers')).toEqual({
    selector: { matchLabels: { app: 'cart' } },
    rules: [{ from: from('shop/sa/page'), to: [{ operation: { ports: ['8080'] } }] }],
  });
  expect(specOf(chart, 'Sidecar', 'page-calls')).toEqual({
    workloadSelector: { labels: { app: 'page' } },
    egress: [{ hosts: ['./cart.shop.svc.cluster.local', './mail.example.com', 'istio-system/*'] }],
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
  });
  expect(specOf(chart, 'NetworkPolicy', 'page-calls')).toMatchObject({
    egress: [
      { to: [peer('dns')] },
      { to: [peer('istio-system', { app: 'istiod' })] },
      { to: [peer('shop', { app: 'cart' })], ports: tcp(8080) },
      { ports: tcp(587) },
    ],
  });
});

test('authorization alone', () => {
  const { chart, graph } = graphIn('shop', { sidecars: false, networkPolicies: false });
  const before = manifests(chart).length;
  graph.workload('cart', plain('cart'));
  expect(
    manifests(chart)
      .slice(before)
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`),
  ).toEqual(['AuthorizationPolicy/calls-and-nothing-else', 'AuthorizationPolicy/cart-callers']);
});

describe('fails when', () => {
  const shared = (kind: string, name: string) =>
    `page has a ${kind} ${name} with the account that pods of its namespace share, so its calls are not told from theirs, ` +
    'got "default"; give it a ServiceAccount of its own';

  test('a workload has no account of its own', () => {
    const { chart, graph } = graphIn('shop');
    const page = new Deployment(chart, 'page', { metadata: { name: 'page' }, containers: [{ image: 'a', portNumber: 80 }] });
    expect(refusals(() => graph.workload('page', page))).toEqual([shared('Deployment', 'page')]);
    const named = { ...plain('page'), serviceAccount: { name: 'default', metadata: {} } };
    expect(refusals(() => graph.caller('page', named))).toEqual([shared('workload', 'page')]);
  });

  test('two workloads have one account', () => {
    const { graph } = graphIn('shop');
    graph.workload('cart', plain('cart'));
    expect(refusals(() => graph.workload('page', { ...plain('page'), serviceAccount: plain('cart').serviceAccount }))).toEqual([
      'page has the ServiceAccount of cart, got "cart"; give each its own, or make one workload of the two',
    ]);
  });

  test('there are no pods', () => {
    const { chart, graph } = graphIn('shop');
    const service = new Service(chart, 'cart', { ports: [{ port: 80 }] });
    expect(refusals(() => graph.workload('cart', service))).toEqual([
      'cart has no pods that this program knows; ' +
        'pass a workload, a Service with pods in this program, or { labels, namespace, serviceAccount, service }',
    ]);
  });

  test('nobody knows the namespace', () => {
    const { chart, graph } = graphIn(undefined);
    const serviceAccount = new ServiceAccount(chart, 'account');
    const cart = new Deployment(chart, 'cart', { serviceAccount, containers: [{ image: 'a', portNumber: 80 }] });
    expect(refusals(() => graph.workload('cart', cart))).toEqual([
      'cart is in no namespace, so nobody could be told who it is; give the workload or its chart one',
    ]);
  });

  test('the port is not one of the callee', () => {
    const { chart, graph } = graphIn('shop');
    const page = graph.workload('page', plain('page'));
    const cart = graph.workload('cart', plain('cart', [{ port: 80 }, { port: 81 }]));
    const job = graph.workload('job', { ...plain('job'), service: undefined });
    expect(refusals(() => page.calls(cart))).toEqual([
      'page.calls(cart).port is missing, and cart has several; say which: 80, 81',
    ]);
    expect(refusals(() => page.calls(cart, { port: 82 }))).toEqual([
      'page.calls(cart).port is not one of cart, got 82; use one of 80, 81',
    ]);
    expect(refusals(() => page.calls(job))).toEqual(['page.calls(job).port is of job, which has no Service; give it one']);
    expect(manifests(chart).length).toBeGreaterThan(0);
  });
});
