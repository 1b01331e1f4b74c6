import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { IngressGateway, IstioControlPlane, MeshNamespace } from '../../lib';
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
