import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { IstioControlPlane } from '../../lib';
import { injectAtSynth } from '../../lib/injection';

function program(annotations: Readonly<Record<string, string>> = {}) {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'mesh'), 'istio');
  const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  injectAtSynth(chart, { controlPlane, namespace: 'shop' });
  const template = {
    metadata: { labels: { app: 'cart' }, annotations },
    spec: { containers: [{ name: 'cart', image: 'cart' }] },
  };
  const deployment = (id: string, namespace?: string) =>
    new ApiObject(chart, id, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: id, namespace },
      spec: { template },
    });
  deployment('cart');
  deployment('elsewhere', 'other');
  new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } });
  return chart;
}

const containers = (manifest: { spec: { template: { spec: { containers: { name: string }[] } } } }) =>
  manifest.spec.template.spec.containers.map(({ name }) => name);

test('workloads of the namespace come out injected, though they were added later', () => {
  const [cart, elsewhere, service] = Testing.synth(program());
  expect(containers(cart)).toEqual(['cart', 'istio-proxy']);
  expect(containers(elsewhere)).toEqual(['cart']);
  expect(service).toEqual({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' } });
});

test('two synths are the same', () => {
  const chart = program();
  expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
});

test('fails when istiod would refuse the pod', () => {
  expect(() => Testing.synth(program({ 'sidecar.istio.io/interceptionMode': 'SOMEHOW' }))).toThrow(
    'shop/cart: annotation sidecar.istio.io/interceptionMode must be REDIRECT, TPROXY or NONE, got "SOMEHOW"; correct it, or remove the annotation',
  );
});
