import { readYaml } from '../../lib/core/read-yaml';
import { injectText } from '../../lib/injection';
import { injectObject } from '../../lib/injection/inject-object';
import { injectorOf } from '../../lib/injection/injector-of';
import { ISTIOD_DEFAULTS } from '../../lib/install/values';

const inject = (text: string) => injectText(text, 'shop.yaml', injectorOf(ISTIOD_DEFAULTS));

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations: {}
spec:
  containers:
  - name: app
    image: app
`;

test('documents without pods stay as they are, to the byte', () => {
  const service = '# a comment\napiVersion: v1\nkind:   Service\nmetadata: {name: "shop"}   # odd\n';
  const settings = '--- # two\r\n\nkind: ConfigMap\ndata:\n  a: |\n    ---\n    b';
  expect(inject(service + settings)).toBe(service + settings);
  const [before, injected, after] = inject(`${service}---\n${pod}${settings}`).split(/^---[^\n]*\n/m);
  expect([before, after]).toEqual([service, settings.replace(/^---[^\n]*\n/, '')]);
  expect(injected).toContain('istio-proxy');
});

test('a second run changes nothing', () => {
  const once = inject(pod);
  expect(once).toContain('istio-proxy');
  expect(inject(once)).toBe(once);
});

test('fails when the text is no YAML, with the line', () => {
  expect(() => inject(`${pod}---\nkind: Pod\nspec: [`)).toThrow(/^shop\.yaml:12: is not YAML: .*; correct it$/);
  expect(() => inject('hello')).toThrow('shop.yaml:1: is no Kubernetes object, got "hello"; give manifests');
});

test('fails with file, object and annotation when istiod would refuse the pod', () => {
  const wrong = pod.replace('annotations: {}', 'annotations: {status.sidecar.istio.io/port: "99999"}');
  expect(() => inject(wrong)).toThrow(
    'shop.yaml: Pod shop: annotation status.sidecar.istio.io/port must be a port number from 0 to 65535, got "99999"; correct it, or remove the annotation',
  );
});

test('labels and annotations are text, also where quotes were forgotten', () => {
  const refusing = pod.replace('annotations: {}', 'labels: {sidecar.istio.io/inject: false}');
  expect(inject(refusing)).toBe(refusing);
  const injected = inject(pod.replace('annotations: {}', 'labels: {app: 5, version: 1.5}'));
  expect(readYaml(injected)).toMatchObject({ metadata: { labels: { app: '5', version: '1.5' } } });
});

test('a null is nothing', () => {
  const nulls = pod
    .replace('annotations: {}', 'annotations:\n  labels: null')
    .replace('image: app', 'image: app\n    env:\n    ports: ~\n  initContainers:\n  volumes: null');
  expect(readYaml(inject(nulls))).toEqual(readYaml(inject(pod)));
  const lists = 'apiVersion: v1\nkind: List\nitems:\n---\napiVersion: v1\nkind: List\nitems: [null]\n';
  expect(inject(lists)).toBe(lists);
});

test('fails when a pod has another shape, with all places', () => {
  const odd = pod.replace(/spec:.*/s, 'spec: {containers: none, volumes: [data]}\n').replace('{}', '[a]');
  expect(() => inject(odd)).toThrow(
    [
      'shop.yaml: Pod shop: metadata.annotations is not a map, got ["a"]; write it as the API has it, a map',
      'shop.yaml: Pod shop: spec.containers is not a list, got "none"; write it as the API has it, a list',
      'shop.yaml: Pod shop: spec.volumes[0] is not a map, got "data"; write it as the API has it, a map',
    ].join('\n'),
  );
});

test('fails when a document begins on the line of its separator', () => {
  const joined = 'kind: ConfigMap\n--- {kind: ConfigMap}\n';
  expect(() => inject(joined)).toThrow('shop.yaml:2: begins a document on the line of its ---; begin it on a line of its own');
});

test('a field without a value, as a program may leave it, is nothing', () => {
  const bare = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shop', labels: undefined }, spec: { containers: [] } };
  expect(injectObject(bare, injectorOf(ISTIOD_DEFAULTS))).not.toBe(bare);
});
