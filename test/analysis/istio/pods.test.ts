import { found } from '../found';
import { deployment, namespace, object, pod } from '../manifests';

const enabled = namespace('shop', { 'istio-injection': 'enabled' });
const canary = object('MutatingWebhookConfiguration', 'istio-sidecar-injector-canary', {
  webhooks: [{ name: 'x.sidecar-injector.istio.io', namespaceSelector: { matchLabels: { 'istio.io/rev': 'canary' } } }],
});
const proxy = (image: string) => ({ spec: { containers: [{ name: 'istio-proxy', image }] } });

describe('IST0103', () => {
  test('a namespace that is to be injected, and no injector that takes it', () => {
    expect(found(enabled + canary + pod('shop/a') + deployment('shop/b'), 'IST0103')).toEqual([
      'IST0103 Deployment/shop/b: Deployment shop/b gets no proxy, though its namespace is to be injected',
      'IST0103 Pod/shop/a: Pod shop/a gets no proxy, though its namespace is to be injected',
    ]);
  });

  test.each([
    ['an injector takes it', enabled + pod('shop/a')],
    ['it has a proxy', enabled + canary + pod('shop/a', proxy('proxyv2'))],
    ['it does not want one', enabled + canary + pod('shop/a', { labels: { 'sidecar.istio.io/inject': 'False' } })],
    ['it uses the network of its node', enabled + canary + pod('shop/a', { spec: { hostNetwork: true } })],
    ['the namespace is not to be injected', namespace('shop') + canary + pod('shop/a')],
    ['the namespace has no object', canary + pod('shop/a')],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0103')).toEqual([]);
  });
});

describe('IST0146 and IST0147', () => {
  test('an image that nobody fills in is wrong in the template and in its pods', () => {
    const manifests = namespace('shop') + deployment('shop/a', proxy('auto'));
    expect(found(manifests, 'IST0146')).toEqual([
      'IST0146 Deployment/shop/a: spec.template.spec.containers[0].image is filled in by the injector, and no injector takes these pods, got "auto"',
    ]);
    expect(found(manifests, 'IST0147')).toEqual([
      'IST0147 Deployment/shop/a: spec.template.spec.containers[0].image is the image of pods that no injector changes, so they cannot start, got "auto"',
    ]);
  });

  test('a pod that the injector is asked about, and that does not want it', () => {
    const manifests = enabled + deployment('shop/a', { ...proxy('auto'), annotations: { 'sidecar.istio.io/inject': 'false' } });
    expect(found(manifests, 'IST0146')).toEqual([]);
    expect(found(manifests, 'IST0147')).toHaveLength(1);
  });

  test.each([
    ['it is injected', enabled + deployment('shop/a', proxy('auto'))],
    ['it has an image', deployment('shop/a', proxy('proxyv2'))],
    ['another container has it', deployment('shop/a', { spec: { containers: [{ name: 'app', image: 'auto' }] } })],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0146')).toEqual([]);
    expect(found(manifests, 'IST0147')).toEqual([]);
  });
});

describe('IST0144', () => {
  const user = (runAsUser: number, name = 'app') => ({ containers: [{ name, securityContext: { runAsUser } }] });

  test('an application that runs as the proxy does, as a container or as a pod', () => {
    const whole = pod('shop/b', { spec: { securityContext: { runAsUser: 1337 }, containers: [] } });
    expect(found(deployment('shop/a', { spec: user(1337) }) + whole, 'IST0144')).toEqual([
      'IST0144 Deployment/shop/a: spec.template.spec.containers[0].securityContext.runAsUser is the user of the proxy, got 1337',
      'IST0144 Pod/shop/b: spec.securityContext.runAsUser is the user of the proxy, got 1337',
    ]);
  });

  test.each([
    ['another user', pod('shop/a', { spec: user(1338) })],
    ['the proxy itself', pod('shop/a', { spec: user(1337, 'istio-proxy') })],
    ['a part of Istio', pod('shop/a', { labels: { istio: 'pilot' }, spec: user(1337) })],
    ['an init container', pod('shop/a', { spec: { initContainers: user(1337).containers, containers: [] } })],
  ])('nothing is reported for %s', (_, manifests) => {
    expect(found(manifests, 'IST0144')).toEqual([]);
  });

  test('labels of Istio on the template alone are not enough', () => {
    expect(found(deployment('shop/a', { labels: { istio: 'x' }, spec: user(1337) }), 'IST0144')).toHaveLength(1);
  });
});

describe('IST0158', () => {
  const injector = object('ConfigMap', 'istio-system/istio-sidecar-injector', {
    data: {
      values: JSON.stringify({ global: { hub: 'registry.istio.io/release', tag: '1.31.1', proxy: { image: 'proxyv2' } } }),
    },
  });
  const image = 'registry.istio.io/release/proxyv2:1.31.1';

  test('a proxy with another image is reported on the namespace', () => {
    expect(found(enabled + injector + pod('shop/a', proxy('proxyv2:1.20')), 'IST0158')).toEqual([
      'IST0158 Namespace//shop: Namespace shop has a proxy with another image than its injector gives, in spec.containers[0].image of Pod a, got "proxyv2:1.20"',
    ]);
  });

  test('an image that nobody fills in is another one as well', () => {
    expect(found(enabled + canary + injector + pod('shop/a', proxy('auto')), 'IST0158')).toHaveLength(1);
  });

  test.each([
    ['the image is that of the injector', enabled + injector + pod('shop/a', proxy(image))],
    ['the injector fills it in', enabled + injector + pod('shop/a', proxy('auto'))],
    ['the namespace is not injected', namespace('shop') + injector + pod('shop/a', proxy('proxyv2:1.20'))],
    ['there is no injector', enabled + pod('shop/a', proxy('proxyv2:1.20'))],
    [
      'the pod asks for it',
      enabled +
        injector +
        pod('shop/a', { ...proxy('proxyv2:1.20'), annotations: { 'sidecar.istio.io/proxyImage': 'proxyv2:1.20' } }),
    ],
    [
      'a ProxyConfig wants that kind of image',
      `${enabled}${injector}${pod('shop/a', proxy(`${image}-distroless`))}${object('ProxyConfig', 'shop/p', { spec: { image: { imageType: 'distroless' } } }, 'networking.istio.io/v1beta1')}`,
    ],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0158')).toEqual([]);
  });
});
