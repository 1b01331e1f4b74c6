import { ApiObject, App, Chart } from 'cdk8s';
import {
  AddonsNamespace,
  ImageMirror,
  IngressGateway,
  ISTIO_VERSION,
  IstioCni,
  IstioControlPlane,
  Prometheus,
  Ztunnel,
} from '../../lib';
import { imagesOf } from '../../lib/cli/images';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const PROXY = `registry.istio.io/release/proxyv2:${ISTIO_VERSION}-distroless`;
const PROMETHEUS = 'docker.io/prom/prometheus:v3.10.0';

/** Images of a program with a mesh, an addon and a workload of its own. */
function imagesWith(mirror?: ConstructorParameters<typeof ImageMirror>[2]): string[] {
  const app = new App();
  if (mirror !== undefined) new ImageMirror(app, 'images', mirror);
  const chart = new Chart(app, 'mesh');
  const controlPlane = new IstioControlPlane(chart, 'istio', { profile: 'ambient' });
  new IngressGateway(chart, 'gateway', { controlPlane });
  new IstioCni(chart, 'istio-cni', { controlPlane });
  new Ztunnel(chart, 'ztunnel', { controlPlane });
  new Prometheus(chart, 'prometheus', { namespace: new AddonsNamespace(chart, 'addons', { controlPlane }) });
  new ApiObject(chart, 'own', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'own' },
    spec: {
      containers: [{ name: 'a', image: 'busybox:1' }],
      initContainers: [{ name: 'b', image: 'localhost:5000/team/b@sha256:1' }],
    },
  });
  const wrong = app.node.findAll().flatMap((construct) => construct.node.validate());
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const first = chart.toJson();
  expect(chart.toJson()).toEqual(first);
  return imagesOf(first).map(({ image }) => image);
}

test('all images come from one registry, under their own names', () => {
  expect(imagesWith({ hub: 'registry.corp/mirror' })).toEqual([
    'registry.corp/mirror/library/busybox:1',
    'registry.corp/mirror/prom/prometheus:v3.10.0',
    `registry.corp/mirror/release/install-cni:${ISTIO_VERSION}-distroless`,
    `registry.corp/mirror/release/pilot:${ISTIO_VERSION}-distroless`,
    `registry.corp/mirror/release/proxyv2:${ISTIO_VERSION}-distroless`,
    `registry.corp/mirror/release/ztunnel:${ISTIO_VERSION}-distroless`,
    'registry.corp/mirror/team/b@sha256:1',
  ]);
});

test('digests pin them, also the proxy that istiod injects', () => {
  const images = imagesWith({ hub: 'registry.corp', digests: { [PROXY]: DIGEST, [PROMETHEUS]: DIGEST } });
  expect(images).toContain(`registry.corp/prom/prometheus:v3.10.0@${DIGEST}`);
  expect(images).toContain(`registry.corp/release/proxyv2:${ISTIO_VERSION}-distroless@${DIGEST}`);
  expect(imagesWith({ digests: { [PROXY]: DIGEST } })).toContain(`${PROXY}@${DIGEST}`);
});

test('without props, nothing changes', () => {
  expect(imagesWith({})).toEqual(imagesWith());
});

test('fails when a digest is for an image that nothing uses', () => {
  expect(() => imagesWith({ digests: { 'docker.io/prom/prometheus:v2': DIGEST } })).toThrow(
    `images: digests.docker.io/prom/prometheus:v2 is for an image that nothing uses, got "${DIGEST}"; name one of those that npx cdk8s-istio images lists without an ImageMirror`,
  );
});

test.each(['registry.corp/', 'https://registry.corp', '', 'Registry.corp/a b'])('fails when the registry is %j', (hub) => {
  expect(() => imagesWith({ hub })).toThrow(
    `images: hub is not a registry, got ${JSON.stringify(hub)}; name it without a scheme and without a / at its end`,
  );
});

test('fails when a digest is none', () => {
  expect(() => imagesWith({ digests: { [PROMETHEUS]: 'latest' } })).toThrow(
    `images: digests.${PROMETHEUS} is not a digest, got "latest"; write sha256: and 64 hexadecimal digits`,
  );
});
