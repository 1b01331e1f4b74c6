import { injectObject } from '../../lib/injection/inject-object';
import { Injector, type InjectorProps } from '../../lib/injection/injector';
import { injectorOf } from '../../lib/injection/injector-of';
import type { Container, Pod } from '../../lib/injection/pod';
import type { KubeObject } from '../../lib/injection/workloads';
import { concat } from '../../lib/install/injection/expression';
import { input } from '../../lib/install/injection/inputs';
import { layer, type Overrides } from '../../lib/install/layering';
import { ISTIOD_DEFAULTS, type IstiodValues } from '../../lib/install/values';

const app = { name: 'app', image: 'app:1', ports: [{ containerPort: 8080, name: 'http' }] };

function deployment(annotations: object = {}, containers: readonly object[] = [app]): KubeObject {
  const template = { metadata: { labels: { app: 'shop' }, annotations }, spec: { containers } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop', namespace: 'a' }, spec: { template } };
}

function inject(object: KubeObject, values: Overrides<IstiodValues> = {}, nativeSidecars = false): Pod {
  const injected = injectObject(object, injectorOf(layer<IstiodValues>(ISTIOD_DEFAULTS, values), { nativeSidecars }));
  return (injected.spec as { template: Pod }).template;
}

const names = (list: readonly Container[] = []) => list.map(({ name }) => name);
const env = (container: Container | undefined, name: string) => container?.env?.find((one) => one.name === name)?.value;

test('a pod gets a proxy after the app, and an init container that redirects its traffic', () => {
  const { metadata, spec } = inject(deployment());
  expect(names(spec.containers)).toEqual(['app', 'istio-proxy']);
  expect(names(spec.initContainers)).toEqual(['istio-init']);
  expect(metadata.labels).toMatchObject({ app: 'shop', 'service.istio.io/canonical-name': 'shop' });
  expect(env(spec.containers?.[1], 'ISTIO_META_OWNER')).toBe('kubernetes://apis/apps/v1/namespaces/a/deployments/shop');
});

test('a native sidecar is an init container that keeps running', () => {
  const { spec } = inject(deployment(), {}, true);
  expect(names(spec.containers)).toEqual(['app']);
  expect(names(spec.initContainers)).toEqual(['istio-init', 'istio-proxy']);
  expect(spec.initContainers?.[1]).toMatchObject({ restartPolicy: 'Always' });
});

test('an injected pod refuses a second injection, except where the CNI plugin would then leave it alone', () => {
  expect(inject(deployment()).metadata.labels).toHaveProperty(['sidecar.istio.io/inject'], 'false');
  const once = inject(deployment(), { pilot: { cni: { enabled: true } } });
  expect(once.metadata.labels).not.toHaveProperty(['sidecar.istio.io/inject']);
  const again = { ...deployment(), spec: { template: once } };
  expect(inject(again, { pilot: { cni: { enabled: true } } })).toEqual(once);
});

test('the agent of a pod with a status port of its own is asked there, as by kube-inject; the webhook keeps to that of the mesh', () => {
  const own = deployment({ 'proxy.istio.io/config': 'statusPort: 15999' });
  const port = (seesDefaults: boolean) => {
    const { spec } = injectObject(own, injectorOf(ISTIOD_DEFAULTS, { seesDefaults }));
    return (spec as { template: Pod }).template.metadata.annotations?.['prometheus.io/port'];
  };
  expect(port(false)).toBe('15999');
  expect(port(true)).toBe('15020');
});

test.each([
  [
    'a label',
    { spec: { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } }, spec: { containers: [app] } } } },
  ],
  ['the network of the node', { spec: { template: { metadata: {}, spec: { hostNetwork: true, containers: [app] } } } }],
  ['a system namespace', { metadata: { name: 'dns', namespace: 'kube-system' } }],
])('a pod with %s stays the very same', (_, fields) => {
  const object = { ...deployment(), ...fields };
  expect(injectObject(object, injectorOf(ISTIOD_DEFAULTS))).toBe(object);
});

test('with the policy disabled only pods that ask are injected', () => {
  const values = { global: { proxy: { autoInject: 'disabled' as const } } };
  const object = deployment();
  expect(names(inject(object, values).spec.containers)).toEqual(['app']);
  expect(names(inject(deployment({ 'sidecar.istio.io/inject': 'true' }), values).spec.containers)).toEqual([
    'app',
    'istio-proxy',
  ]);
});

test('probes and metrics go through the agent', () => {
  const probed = { ...app, livenessProbe: { httpGet: { path: '/live', port: 'http' } } };
  const { metadata, spec } = inject(deployment({ 'prometheus.io/port': '8080' }, [probed]));
  expect(spec.containers?.[0]?.livenessProbe).toEqual({ httpGet: { path: '/app-health/app/livez', port: 15020 } });
  expect(env(spec.containers?.[1], 'ISTIO_KUBE_APP_PROBERS')).toBe(
    '{"/app-health/app/livez":{"httpGet":{"path":"/live","port":8080}}}',
  );
  expect(metadata.annotations).toMatchObject({ 'prometheus.io/port': '15020', 'prometheus.io/path': '/stats/prometheus' });
});

test('a pod is seen as the webhook sees it, with the defaults of Kubernetes, but keeps its own words', () => {
  const livenessProbe = { httpGet: { port: 'http' } };
  const object = deployment({}, [
    { ...app, livenessProbe },
    { name: 'istio-proxy', image: 'auto', resources: { limits: { cpu: '1000m' } } },
  ]);
  const injected = injectObject(object, injectorOf(ISTIOD_DEFAULTS, { seesDefaults: true }));
  const { metadata, spec } = (injected.spec as { template: Pod }).template;
  const [own, proxy] = spec.containers ?? [];
  expect(own?.ports).toEqual(app.ports);
  const ports: unknown = JSON.parse(env(proxy, 'ISTIO_META_POD_PORTS') ?? '');
  expect(ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  expect(env(proxy, 'ISTIO_KUBE_APP_PROBERS')).toBe(
    '{"/app-health/app/livez":{"httpGet":{"path":"/","port":8080,"scheme":"HTTP"},"timeoutSeconds":1}}',
  );
  expect(metadata.annotations?.['proxy.istio.io/overrides']).toBe(
    '{"containers":[{"name":"istio-proxy","resources":{"limits":{"cpu":"1"},"requests":{"cpu":"1"}},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"Always"}]}',
  );
});

test('what a pod says of its proxy is laid over what the mesh says', () => {
  const own = { name: 'istio-proxy', image: 'auto', resources: { limits: { cpu: '3' } }, env: [{ name: 'MINE', value: '1' }] };
  const { metadata, spec } = inject(deployment({}, [app, own]));
  expect(spec.containers?.[1]).toMatchObject({ name: 'istio-proxy', resources: { limits: { cpu: '3', memory: '1024Mi' } } });
  expect(env(spec.containers?.[1], 'MINE')).toBe('1');
  expect(metadata.annotations).toHaveProperty(['proxy.istio.io/overrides']);
});

test("a typed template of one's own, under an alias", () => {
  const props: InjectorProps = {
    values: {},
    mesh: {},
    revision: 'canary',
    templates: { marked: { metadata: { labels: { mark: concat('by-', input('revision')) } } } },
    aliases: { both: ['marked', 'grpc-simple'] },
  };
  const pod = { metadata: { annotations: { 'inject.istio.io/templates': 'both' } }, spec: { containers: [app] } };
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'p', namespace: '' };
  const { metadata, spec } = new Injector(props).inject(pod, owner);
  expect(metadata.labels).toEqual({ mark: 'by-canary' });
  expect(names(spec.initContainers)).toEqual(['grpc-bootstrap-init']);
});

test('fails when annotations have values that istiod refuses, all of them named', () => {
  const object = deployment({
    'sidecar.istio.io/interceptionMode': 'SOMEHOW',
    'traffic.sidecar.istio.io/includeOutboundIPRanges': '10.0.0.0',
    'proxy.istio.io/config': 'concurrency: many',
  });
  expect(() => inject(object)).toThrow(
    [
      'annotation sidecar.istio.io/interceptionMode must be REDIRECT, TPROXY or NONE, got "SOMEHOW"; correct it, or remove the annotation',
      'annotation traffic.sidecar.istio.io/includeOutboundIPRanges must be a list of IP ranges such as 10.0.0.0/8 with commas, or *, got "10.0.0.0"; correct it, or remove the annotation',
      'annotation proxy.istio.io/config must hold a ProxyConfig in YAML or JSON: concurrency must be a number, got "many", got "concurrency: many"; correct it, or remove the annotation',
    ].join('\n'),
  );
});

test.each([
  ['sidecar.istio.io/userVolume', 'none', 'must hold a map in JSON, got "none"; correct it, or remove the annotation'],
  ['sidecar.istio.io/userVolume', '{"a": 1}', 'has an entry a that is no map, got 1; correct it, or remove the annotation'],
  ['proxy.istio.io/overrides', '{', 'must hold JSON, got "{"; correct it, or remove the annotation'],
  [
    'proxy.istio.io/config',
    'concurrency: 1.5',
    'must hold a ProxyConfig in YAML or JSON: concurrency must be a whole number from -2147483648 to 2147483647, got 1.5, got "concurrency: 1.5"; correct it, or remove the annotation',
  ],
  [
    'prometheus.istio.io/scrape-targets',
    '9090, http:/m',
    'has a port that is no number from 1 to 65535, got "http"; name the port on which the application itself serves its metrics',
  ],
])('fails when %s is %s', (name, value, message) => {
  expect(() => inject(deployment({ [name]: value }))).toThrow(new Error(`annotation ${name} ${message}`));
});

test('volumes of the user that are null are none, as to istiod', () => {
  expect(inject(deployment({ 'sidecar.istio.io/userVolumeMount': 'null' })).spec.containers).toHaveLength(2);
});
