import { found } from '../found';
import { testRule } from '../own/rule-cases';

const object = (kind: string, metadata: string, rest = '', apiVersion = 'v1') =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, ${metadata} }\n${rest}\n`;
const deployment = (template: string, matchLabels = '{ app: web }') =>
  object(
    'Deployment',
    'namespace: shop',
    `spec: { selector: { matchLabels: ${matchLabels} }, template: { metadata: ${template}, spec: { containers: [{ name: app }] } } }`,
    'apps/v1',
  );

testRule({
  code: 'IST0106',
  trips: {
    'a word that YAML takes for a boolean': [
      object('Namespace', 'labels: { istio-injection: yes }'),
      'IST0106 Namespace//web: metadata.labels["istio-injection"] must be a text, got true',
    ],
    'a number': [
      object('Service', 'namespace: shop, labels: { version: 1.0 }'),
      'metadata.labels["version"] must be a text, got 1',
    ],
    'an annotation': [
      object('ConfigMap', 'namespace: shop, annotations: { note: [a] }'),
      'metadata.annotations["note"] must be a text, got ["a"]',
    ],
    'a label of a template': [
      deployment('{ labels: { app: web, sidecar.istio.io/inject: false } }'),
      'spec.template.metadata.labels["sidecar.istio.io/inject"] must be a text, got false',
    ],
    'an annotation of the pods of a job': [
      object(
        'CronJob',
        'namespace: shop',
        'spec: { jobTemplate: { spec: { template: { metadata: { annotations: { sidecar.istio.io/proxyCPU: 1 } } } } } }',
        'batch/v1',
      ),
      'spec.jobTemplate.spec.template.metadata.annotations["sidecar.istio.io/proxyCPU"] must be a text, got 1',
    ],
    'what a Deployment selects': [
      deployment('{ labels: { app: web } }', '{ app: web, version: 2 }'),
      'spec.selector.matchLabels["version"]',
    ],
    'what a Service selects': [
      object('Service', 'namespace: shop', 'spec: { selector: { version: 1 } }'),
      'spec.selector["version"]',
    ],
    'no map': [object('Secret', 'namespace: shop, labels: [app]'), 'metadata.labels must be a map, got ["app"]'],
    'a text of another form': [
      object('Service', 'namespace: shop, labels: { branch: feature/x }'),
      'metadata.labels.branch is a value that no label can have, got "feature/x"',
    ],
    'a kind that nobody here knows': [
      object('Database', 'namespace: shop, labels: { tier: 1 }', '', 'example.com/v1'),
      'metadata.labels["tier"] must be a text, got 1',
    ],
  },
  misses: {
    'a quoted word': object('Namespace', 'labels: { istio-injection: "enabled", a: "yes", b: "1.0", c: "" }'),
    'nothing after the colon': object('Namespace', 'labels: { a: }, annotations:'),
    'texts that look like dates and versions': object(
      'Service',
      'namespace: shop, labels: { day: 2026-01-01, version: v1.0, c: 1.2.3 }',
    ),
    'an annotation of any text': object('Service', 'namespace: shop, annotations: { note: "a/b, c: *" }'),
    'a named port of a Service': object(
      'Service',
      'namespace: shop',
      'spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }',
    ),
    'a selector that is none of labels': object(
      'NetworkPolicy',
      'namespace: shop',
      'spec: { selector: { a: 1 } }',
      'networking.k8s.io/v1',
    ),
    'a template of texts': deployment('{ labels: { app: web, sidecar.istio.io/inject: "false" }, annotations: { a: "1" } }'),
  },
});

test('an object of Istio is told of its labels once', () => {
  const gateway = object(
    'Gateway',
    'namespace: shop, labels: { version: 1 }',
    'spec: { servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }',
    'networking.istio.io/v1',
  );
  expect(found(gateway, 'IST0106')).toEqual([expect.stringContaining('metadata.labels.version must be a text, got 1')]);
});
