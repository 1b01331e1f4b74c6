import { Chart, Testing } from 'cdk8s';
import { IngressGateway, IstioCni, IstioControlPlane, OutsideControlPlane, Ztunnel } from '../../lib';

const chart = () => new Chart(Testing.app(), 'c');
const ambient = (scope: Chart) => new IstioControlPlane(scope, 'istio', { profile: 'ambient' });

test.each<[string, (scope: Chart) => unknown, string]>([
  [
    'a value of istiod',
    (c) => new IstioControlPlane(c, 'istio', { pilot: { replicaCout: 3 } } as never),
    'c/istio: pilot.replicaCout is unknown, got 3; did you mean replicaCount?',
  ],
  [
    'a value in another place',
    (c) => new IstioControlPlane(c, 'istio', { replicaCount: 3 } as never),
    'c/istio: replicaCount is unknown, got 3; it belongs at pilot.replicaCount',
  ],
  [
    'the mesh configuration',
    (c) => new IstioControlPlane(c, 'istio', { meshConfig: { defaultConfig: { concurency: 2 } } } as never),
    'c/istio: meshConfig.defaultConfig.concurency is unknown, got 2; did you mean concurrency?',
  ],
  [
    'a message in a list',
    (c) =>
      new IstioControlPlane(c, 'istio', {
        meshConfig: { extensionProviders: [{ name: 'z', zipkin: { servic: 'x' } }] },
      } as never),
    'c/istio: meshConfig.extensionProviders[0].zipkin.servic is unknown, got "x"; did you mean service?',
  ],
  [
    'what is no value of the charts',
    (c) => new IstioControlPlane(c, 'istio', { webhooks: { deliver: 'flux' } } as never),
    'c/istio: webhooks.deliver is unknown, got "flux"; did you mean delivery?',
  ],
  [
    'a control plane outside',
    (c) => new OutsideControlPlane(c, 'istio', { revison: 'x' } as never),
    'c/istio: revison is unknown, got "x"; did you mean revision?',
  ],
  [
    'a gateway',
    (c) => new IngressGateway(c, 'gateway', { controlPlane: ambient(c), service: { typ: 'ClusterIP' } } as never),
    'c/gateway: service.typ is unknown, got "ClusterIP"; did you mean type?',
  ],
  [
    'the CNI agent',
    (c) => new IstioCni(c, 'cni', { controlPlane: ambient(c), cniBinDirr: '/x' } as never),
    'c/cni: cniBinDirr is unknown, got "/x"; did you mean cniBinDir?',
  ],
  [
    'ztunnel',
    (c) => new Ztunnel(c, 'ztunnel', { controlPlane: ambient(c), resorces: {} } as never),
    'c/ztunnel: resorces is unknown, got {}; did you mean resources?',
  ],
])('a name that stands for nothing is refused without the compiler too: %s', (_, make, message) =>
  expect(() => make(chart())).toThrow(message),
);

test('maps of names of one’s own take any', () => {
  const pilot = { env: { ANY_NAME: 'x' }, podAnnotations: { 'example.com/any': 'x' } };
  expect(
    () => new IstioControlPlane(chart(), 'istio', { pilot, gatewayClasses: { own: { deployment: { any: {} } } } }),
  ).not.toThrow();
});
