import { deployment, service, serviceEntry, virtualService } from './manifests';
import { testRule } from './rule-cases';

const entry = (rest: string) =>
  serviceEntry('vm', `{ hosts: [vm.example.com], ports: [{ number: 80, name: http, protocol: HTTP }], ${rest} }`);
const machine = (kind: string, spec: string, namespace = 'shop') => `---
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: vm, namespace: ${namespace} }
spec: ${spec}
`;
const picking = entry('resolution: STATIC, workloadSelector: { labels: { app: vm } }');
const workloadEntry = (namespace = 'shop') => machine('WorkloadEntry', '{ address: 10.0.0.1, labels: { app: vm } }', namespace);

testRule({
  code: 'MESH0502',
  trips: {
    'no endpoints': [entry('resolution: STATIC'), 'spec.resolution takes the endpoints that are listed, and none is'],
    'nothing is picked': [picking, 'spec.workloadSelector.labels picks no WorkloadEntry and no pods of the namespace'],
    'of another namespace': [picking + workloadEntry('pay'), 'got {"app":"vm"}'],
  },
  misses: {
    endpoints: entry('resolution: STATIC, endpoints: [{ address: 10.0.0.1 }]'),
    DNS: entry('resolution: DNS'),
    'a WorkloadEntry': picking + workloadEntry(),
    'a WorkloadGroup': picking + machine('WorkloadGroup', '{ metadata: { labels: { app: vm } }, template: {} }'),
    pods: picking + deployment('vm'),
  },
});

testRule({
  code: 'MESH0803',
  trips: {
    'a wrong label': [
      service('web') + deployment('wbe'),
      'Service/shop/web: spec.selector picks no pods of the namespace, got {"app":"web"}',
    ],
    'of another namespace': [service('web', 'pay') + deployment('web') + deployment('api', 'pay'), 'Service/pay/web'],
    'one label too many': [
      service('web').replace('app: web }', 'app: web, version: v9 }') + deployment('web'),
      'got {"app":"web","version":"v9"}',
    ],
  },
  misses: {
    pods: service('web') + deployment('web'),
    machines: service('vm') + deployment('web') + workloadEntry(),
    'no workload of the namespace is known': service('web', 'pay') + deployment('web'),
    'no selector': service('web').replace('selector: { app: web }, ', '') + deployment('api'),
    'pods of a Gateway': service('web').replace('app: web', 'gateway.networking.k8s.io/gateway-name: web') + deployment('api'),
  },
});

const reviews = (host: string) =>
  virtualService('reviews', `{ hosts: [reviews], http: [{ route: [{ destination: { host: ${host} } }] }] }`);

testRule({
  code: 'MESH0804',
  trips: {
    'not the same': [
      reviews('a') + reviews('b'),
      'is written more than once, and not the same each time, got ["mesh.yaml:2","mesh.yaml:7"]',
    ],
    'another version': [reviews('a') + reviews('a').replace('io/v1', 'io/v1beta1'), 'not the same each time'],
    'the same': [service('web') + service('web'), 'Service/shop/web: Service shop/web is written more than once, got'],
  },
  misses: {
    'another namespace': service('web') + service('web', 'pay'),
    'another kind': service('web') + deployment('web'),
    'another group': `${machine('Gateway', '{}')}${machine('Gateway', '{}').replace('networking.istio.io', 'gateway.networking.k8s.io')}`,
    'names to be generated':
      service('web').replace('name: web', 'generateName: web-') + service('web').replace('name: web', 'generateName: web-'),
  },
});

const namespace = (labels: string) => `---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }
`;
const webhook = `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
- name: rev.namespace.sidecar-injector.istio.io
  namespaceSelector: { matchExpressions: [{ key: istio.io/rev, operator: In, values: [stable] }] }
- name: rev.object.sidecar-injector.istio.io
  namespaceSelector: { matchExpressions: [{ key: istio.io/rev, operator: DoesNotExist }] }
  objectSelector: { matchExpressions: [{ key: istio.io/rev, operator: In, values: [stable] }] }
`;
const pod = (revision: string) => deployment('web', 'shop', { labels: `, istio.io/rev: ${revision}` });

testRule({
  code: 'MESH0805',
  trips: {
    'a word': [namespace('{ istio-injection: enable }'), 'metadata.labels["istio-injection"] is neither enabled nor disabled'],
    'a revision': [
      webhook + namespace('{ istio.io/rev: canary }'),
      'metadata.labels["istio.io/rev"] is no revision of an injector among the manifests',
    ],
    'a revision of pods': [
      webhook + namespace('{}') + pod('canary'),
      'spec.template.metadata.labels["istio.io/rev"] is no revision',
    ],
  },
  misses: {
    enabled: webhook + namespace('{ istio-injection: enabled }'),
    disabled: namespace('{ istio-injection: disabled }'),
    'a revision that is there': webhook + namespace('{ istio.io/rev: stable }'),
    'a revision of pods that is there': webhook + namespace('{}') + pod('stable'),
    'the injectors are elsewhere': namespace('{ istio.io/rev: canary }') + pod('canary'),
    'ambient mode': webhook + namespace('{ istio.io/dataplane-mode: ambient, istio.io/rev: canary }'),
  },
});
