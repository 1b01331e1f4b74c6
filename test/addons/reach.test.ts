import { ApiObject, type Chart, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import { Gateway, GatewayApi, IngressBeforeGateway, Prometheus } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

const HOST = 'prometheus.example.com';

function mistakesOf(chart: Chart): string[] {
  return chart.node.root.node.findAll().flatMap((construct) => construct.node.validate());
}

const ingress = (host: string, path: string, ingressClassName: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'own' },
  spec: { ingressClassName, rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: {} }] } }] },
});

test.each([
  ['/', 'nginx', 1],
  ['/other', 'nginx', 0],
  ['/', 'internal', 0],
])('an Ingress of the program itself at %s of class %s: %i mistakes', (path, ingressClassName, count) => {
  const { chart, namespace } = watchedMesh();
  new Prometheus(chart, 'prometheus', { namespace, reach: { host: HOST, ingressClassName: 'nginx' } });
  new ApiObject(chart, 'own', ingress(HOST, path, ingressClassName));
  const wrong = mistakesOf(chart).filter((mistake) => mistake.includes('Ingress'));
  expect(wrong).toHaveLength(count);
  if (count > 0) {
    expect(wrong[0]).toBe(
      'addons/own: spec.rules have the host and path of the Ingress at addons/prometheus/reach/ingress/Resource, got "prometheus.example.com/"; give each a host or a path of its own; which of the two gets a request is left to the controller',
    );
  }
});

test('fails when the Gateway does not serve the host', () => {
  const { chart, namespace, ingress: pods, controlPlane } = watchedMesh();
  const gateway = new Gateway(chart, 'tools', {
    metadata: { namespace: controlPlane.namespace },
    selector: pods,
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.other.example.com', `./${HOST}`] },
      { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: [HOST], tls: { mode: 'PASSTHROUGH' } },
    ],
  });
  expect(() => new Prometheus(chart, 'prometheus', { namespace, reach: { host: HOST, gateway } })).toThrow(
    `addons/prometheus: reach.host is not served by the Gateway, got "${HOST}"; add a server of HTTP or HTTPS for it that takes routes of the namespace istio-addons`,
  );
});

test('fails when the Gateway of the Gateway API lets no route of the namespace in', () => {
  const { chart, namespace } = watchedMesh();
  const kubernetesGateway = new GatewayApi.Gateway(chart, 'shut', {
    metadata: { namespace: 'istio-system' },
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
  });
  expect(() => new Prometheus(chart, 'prometheus', { namespace, reach: { host: HOST, kubernetesGateway } })).toThrow(
    'addons/prometheus: reach.host is not served by the Gateway',
  );
});

test('the way by a Gateway: both forms of the path, and no other', () => {
  const { chart, namespace, gateway } = watchedMesh();
  new Prometheus(chart, 'prometheus', { namespace, reach: { host: HOST, path: '/prometheus', gateway } });
  expect(new FoundObjects(chart).spec('VirtualService', 'prometheus')).toEqual({
    hosts: [HOST],
    gateways: ['istio-system/tools'],
    http: [
      {
        match: [{ uri: { exact: '/prometheus' } }, { uri: { prefix: '/prometheus/' } }],
        route: [{ destination: { host: 'prometheus', port: { number: 9090 } } }],
      },
    ],
  });
});

test('basic auth, TLS and the namespace of the controller', () => {
  const { chart, namespace } = watchedMesh();
  const basicAuth = Secret.fromSecretName(chart, 'people', 'people');
  const tls = Secret.fromSecretName(chart, 'tls', 'certificate');
  const reach = { host: HOST, ingressClassName: 'nginx', basicAuth, tls, controllerNamespace: 'edge' };
  const prometheus = new Prometheus(chart, 'prometheus', { namespace, reach });
  const found = new FoundObjects(chart);
  expect(prometheus.url).toBe(`https://${HOST}`);
  expect(found.object('Ingress', 'prometheus').metadata).toMatchObject({
    annotations: { 'nginx.ingress.kubernetes.io/auth-type': 'basic', 'nginx.ingress.kubernetes.io/auth-secret': 'people' },
  });
  expect(found.spec('NetworkPolicy', 'prometheus-from-outside')).toMatchObject({
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }] }],
  });
});

test('every prop of an IngressBeforeGateway is rendered', () => {
  const { ingress: gateway } = watchedMesh();
  const chart = Testing.chart();
  const tls = Secret.fromSecretName(chart, 'tls', 'app-tls');
  new IngressBeforeGateway(chart, 'app', {
    gateway,
    hosts: ['a.example.com', 'b.example.com'],
    ingressClassName: 'edge',
    port: 8080,
    tls,
  });
  const backend = { service: { name: 'istio-ingressgateway', port: { number: 8080 } } };
  expect(new FoundObjects(chart).object('Ingress', 'app')).toMatchObject({
    metadata: { name: 'app', namespace: 'istio-system' },
    spec: {
      ingressClassName: 'edge',
      rules: ['a.example.com', 'b.example.com'].map((host) => ({
        host,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
      })),
      tls: [{ hosts: ['a.example.com', 'b.example.com'], secretName: 'app-tls' }],
    },
  });
});

test('fails when two gateways are behind one host', () => {
  const { chart, ingress: gateway } = watchedMesh();
  new IngressBeforeGateway(chart, 'app', { gateway, hosts: ['app.example.com'] });
  expect(() => new IngressBeforeGateway(chart, 'again', { gateway, hosts: ['app.example.com'] })).toThrow(
    'addons/again: hosts[0] has the host and path of addons/app, got "app.example.com/"; give each a host or a path of its own',
  );
});
