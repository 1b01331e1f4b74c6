import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { IngressGateway, IstioControlPlane, MeshNamespace, ProxyConfig, TracingProvider } from '../../lib';
import type { Container, Pod } from '../../lib/injection/pod';
import { manifestOf, manifests } from '../synth';

interface Workload {
  readonly spec: { readonly template: Pod };
}

function mesh(cni = false) {
  const app = new App();
  const istio = new IstioControlPlane(new Chart(app, 'mesh'), 'istio', {
    revision: '1-31',
    revisionTags: ['prod'],
    pilot: { cni: { enabled: cni } },
  });
  const charts = { apps: new Chart(app, 'apps'), others: new Chart(app, 'others'), gateways: new Chart(app, 'gateways') };
  new MeshNamespace(charts.apps, 'shop', { injectedBy: istio.tag('prod'), injection: 'synth' });
  return { ...charts, istio };
}

function workload(chart: Chart, name: string, namespace?: string, marks: { labels?: object; annotations?: object } = {}) {
  const metadata = { ...marks, labels: { app: name, ...marks.labels } };
  new ApiObject(chart, `${namespace}-${name}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { metadata, spec: { containers: [{ name: 'app', image: 'app:1' }] } } },
  });
}

const podOf = (chart: Chart, name: string) => (manifestOf(chart, 'Deployment', name) as unknown as Workload).spec.template;
const containersOf = (chart: Chart, name: string) => podOf(chart, name).spec.containers?.map((one: Container) => one.name);

test('all workloads of the namespace come out injected, in whatever chart they are and whatever made them', () => {
  const { apps, others } = mesh();
  workload(apps, 'cart', 'shop');
  workload(others, 'stock', 'shop');
  new Deployment(others, 'plus', {
    metadata: { name: 'plus', namespace: 'shop' },
    containers: [{ name: 'app', image: 'plus:1', portNumber: 80 }],
  });
  workload(others, 'elsewhere', 'other');
  workload(others, 'anywhere');
  const names = ['cart', 'stock', 'plus', 'elsewhere', 'anywhere'];
  expect(names.map((name) => containersOf(apps, name))).toEqual([
    ['app', 'istio-proxy'],
    ['app', 'istio-proxy'],
    ['app', 'istio-proxy'],
    ['app'],
    ['app'],
  ]);
  expect(podOf(apps, 'cart').metadata.annotations).toMatchObject({ 'istio.io/rev': '1-31' });
});

test('labels and annotations of the pods count', () => {
  const { apps } = mesh();
  workload(apps, 'no', 'shop', { labels: { 'sidecar.istio.io/inject': 'false' } });
  workload(apps, 'yes', 'shop', { annotations: { 'sidecar.istio.io/proxyImage': 'example.com/proxy:2' } });
  expect(containersOf(apps, 'no')).toEqual(['app']);
  expect(podOf(apps, 'yes').spec.containers?.[1]?.image).toBe('example.com/proxy:2');
});

test.each([false, true])('no webhook injects again, with the CNI plugin: %s; the pods need no mark', (cni) => {
  const { apps } = mesh(cni);
  workload(apps, 'cart', 'shop');
  expect(manifestOf(apps, 'Namespace', 'shop').metadata.labels).toEqual({ 'istio-injection': 'disabled' });
  expect(podOf(apps, 'cart').metadata.labels).not.toHaveProperty(['sidecar.istio.io/inject']);
});

test('ProxyConfigs of the program count: of the mesh, of the namespace, the annotation, and those with a selector', () => {
  const { apps, others } = mesh();
  const config = (id: string, namespace: string, environmentVariables: Record<string, string>, app?: string) =>
    new ProxyConfig(others, id, {
      metadata: { namespace },
      environmentVariables,
      ...(app !== undefined && { selector: { matchLabels: { app } } }),
    });
  config('mesh', 'istio-system', { A: 'mesh', B: 'mesh', C: 'mesh', D: 'mesh' });
  config('shop', 'shop', { B: 'shop', C: 'shop', D: 'shop' });
  config('late', 'shop', { B: 'late' });
  config('cart', 'shop', { D: 'cart' }, 'cart');
  workload(apps, 'cart', 'shop', { annotations: { 'proxy.istio.io/config': 'proxyMetadata: {C: pod, D: pod}' } });
  workload(apps, 'stock', 'shop');
  const metadata = (name: string) => {
    const env = podOf(apps, name).spec.containers?.[1]?.env ?? [];
    return ['A', 'B', 'C', 'D'].map((variable) => env.find((one) => one.name === variable)?.value);
  };
  expect(metadata('cart')).toEqual(['mesh', 'shop', 'pod', 'cart']);
  expect(metadata('stock')).toEqual(['mesh', 'shop', 'shop', 'shop']);
});

test('providers that constructs add to the mesh config count', () => {
  const { apps, istio, others } = mesh();
  workload(apps, 'cart', 'shop');
  const enriched = { serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS' } as const;
  new TracingProvider(others, 'otel', {
    controlPlane: istio,
    usedElsewhere: true,
    opentelemetry: { service: { name: 'otel', metadata: { namespace: 'tracing' } }, port: 4317, ...enriched },
  });
  const env = podOf(apps, 'cart').spec.containers?.[1]?.env;
  expect(env?.find(({ name }) => name === 'OTEL_RESOURCE_ATTRIBUTES')?.value).toContain('service.namespace=shop');
});

test('the path of the webhook names cluster and network', () => {
  const app = new App();
  const injectionPath = '/inject/cluster/c2/net/n--slash--2/custom_var/x/odd';
  const istio = new IstioControlPlane(new Chart(app, 'mesh'), 'istio', {
    istiodRemote: { injectionPath },
    global: { network: 'n1', multiCluster: { clusterName: 'c1' } },
  });
  const apps = new Chart(app, 'apps');
  new MeshNamespace(apps, 'shop', { injectedBy: istio, injection: 'synth' });
  workload(apps, 'cart', 'shop');
  const { metadata, spec } = podOf(apps, 'cart');
  expect(spec.containers?.[1]?.env?.slice(-3)).toEqual([
    { name: 'CUSTOM_VAR', value: 'x' },
    { name: 'ISTIO_META_CLUSTER_ID', value: 'c2' },
    { name: 'ISTIO_META_NETWORK', value: 'n/2' },
  ]);
  expect(metadata.labels).toHaveProperty(['topology.istio.io/network'], 'n/2');
});

test.each([
  ['openshift', { 'openshift.io/sa.scc.uid-range': '1000650000/10000' }, 1000659999, 1000659999],
  ['openshift', { 'openshift.io/sa.scc.uid-range': '5-9', 'openshift.io/sa.scc.supplemental-groups': '20/2,x' }, 9, 1337],
  ['openshift', {}, 1337, 1337],
  ['gke', { 'openshift.io/sa.scc.uid-range': '1000650000/10000' }, 1337, 1337],
] as const)('on %s with %j the proxy runs as %d:%d', (platform, annotations, runAsUser, runAsGroup) => {
  const app = new App();
  const istio = new IstioControlPlane(new Chart(app, 'mesh'), 'istio', { platform });
  const apps = new Chart(app, 'apps');
  new MeshNamespace(apps, 'shop', { injectedBy: istio, injection: 'synth', annotations });
  workload(apps, 'cart', 'shop');
  expect(podOf(apps, 'cart').spec.containers?.[1]?.securityContext).toMatchObject({ runAsUser, runAsGroup });
});

test('a gateway there gets its proxy at synth too', () => {
  const { apps, gateways, istio } = mesh();
  new IngressGateway(gateways, 'edge', { controlPlane: istio, namespace: 'shop' });
  const [proxy] = podOf(apps, 'edge').spec.containers ?? [];
  expect(proxy?.image).toBe(`${istio.values.global.hub}/proxyv2:${istio.values.global.tag}`);
});

test('fails when istiod would refuse a pod, with its construct path', () => {
  const { apps, others } = mesh();
  workload(others, 'cart', 'shop', { annotations: { 'sidecar.istio.io/interceptionMode': 'SOMEHOW' } });
  expect(() => manifests(apps)).toThrow(
    'others/shop-cart: annotation sidecar.istio.io/interceptionMode must be REDIRECT, TPROXY or NONE, got "SOMEHOW"; correct it, or remove the annotation',
  );
});
