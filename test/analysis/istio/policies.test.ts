import { found } from '../found';
import { deployment, istio, namespace, pod } from '../manifests';

const enabled = namespace('shop', { 'istio-injection': 'enabled' });
const ambient = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
const workload = deployment('shop/web', { labels: { app: 'web' } });
const select = (app: string) => ({ selector: { matchLabels: { app } } });

describe('IST0127', () => {
  test('a selector that picks nothing, and a namespace without the mesh', () => {
    expect(found(enabled + workload + istio('AuthorizationPolicy', 'shop/p', select('wen')), 'IST0127')).toEqual([
      'IST0127 AuthorizationPolicy/shop/p: spec.selector.matchLabels picks no workload of the mesh in namespace shop, got {"app":"wen"}',
    ]);
    expect(found(workload + istio('AuthorizationPolicy', 'shop/p'), 'IST0127')).toEqual([
      'IST0127 AuthorizationPolicy/shop/p: AuthorizationPolicy shop/p is for a namespace without a workload of the mesh',
    ]);
    expect(found(enabled + workload + istio('AuthorizationPolicy', 'istio-system/p', select('wen')), 'IST0127')).toHaveLength(1);
  });

  test.each([
    ['a workload is picked', enabled + workload + istio('AuthorizationPolicy', 'shop/p', select('web'))],
    ['an ambient workload is picked', ambient + workload + istio('AuthorizationPolicy', 'shop/p', select('web'))],
    ['the whole mesh is meant', istio('AuthorizationPolicy', 'istio-system/p')],
    [
      'a workload anywhere is picked for the mesh',
      enabled + workload + istio('AuthorizationPolicy', 'istio-system/p', select('web')),
    ],
    [
      'a pod asks for a proxy by itself',
      pod('shop/a', { labels: { app: 'web', 'sidecar.istio.io/inject': 'true' } }) +
        istio('AuthorizationPolicy', 'shop/p', select('web')),
    ],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0127')).toEqual([]);
  });
});

describe('IST0166', () => {
  const gateway = pod('shop/gw', { labels: { app: 'gw', 'gateway.networking.k8s.io/gateway-name': 'front' } });

  test.each(['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'])('a %s with a selector', (kind) => {
    expect(found(gateway + istio(kind, 'shop/p', select('gw')), 'IST0166')).toEqual([
      `IST0166 ${kind}/shop/p: spec.selector picks pods of Gateway front, on which it does nothing, got {"app":"gw"}`,
    ]);
  });

  test.each([
    ['it has no selector', istio('AuthorizationPolicy', 'shop/p')],
    ['it picks others', istio('AuthorizationPolicy', 'shop/p', select('web'))],
    ['it is in another namespace', istio('AuthorizationPolicy', 'x/p', select('gw'))],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(gateway + workload + manifests, 'IST0166')).toEqual([]);
  });
});

describe('IST0167', () => {
  const sidecar = (spec: object = {}) => istio('Sidecar', 'shop/s', spec);

  test('a Sidecar for an ambient namespace, or for an ambient pod', () => {
    expect(found(ambient + sidecar(), 'IST0167')).toEqual([
      'IST0167 Sidecar/shop/s: Sidecar shop/s is for namespace shop, which is ambient and has no sidecars',
    ]);
    const labels = { app: 'web', 'istio.io/dataplane-mode': 'ambient' };
    expect(
      found(deployment('shop/web', { labels }) + sidecar({ workloadSelector: { labels: { app: 'web' } } }), 'IST0167'),
    ).toEqual([
      'IST0167 Sidecar/shop/s: spec.workloadSelector.labels picks Deployment web, which is ambient and has no sidecar, got {"app":"web"}',
    ]);
  });

  test('a proxy in the manifest does not keep the node away', () => {
    const proxy = { labels: { app: 'web' }, spec: { containers: [{ name: 'istio-proxy' }] } };
    expect(
      found(ambient + deployment('shop/web', proxy) + sidecar({ workloadSelector: { labels: { app: 'web' } } }), 'IST0167'),
    ).toHaveLength(1);
  });

  test.each([
    [
      'the namespace is injected too',
      namespace('shop', { 'istio.io/dataplane-mode': 'ambient', 'istio-injection': 'enabled' }) + sidecar(),
    ],
    ['it picks a pod with a sidecar', enabled + workload + sidecar({ workloadSelector: { labels: { app: 'web' } } })],
    ['the namespace says nothing', namespace('shop') + sidecar()],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0167')).toEqual([]);
  });
});
