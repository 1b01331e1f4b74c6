import { injectorOf, injectText } from '../../lib/injection';
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
