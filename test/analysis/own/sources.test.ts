import { deployment, gateway, matches, service, virtualService } from './manifests';
import { testRule } from './rule-cases';

const pods = deployment('web') + deployment('reviews');
const to = 'route: [{ destination: { host: reviews } }]';
const entry = '{ selector: { app: entry }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }';
const entryPods = `---
apiVersion: v1
kind: Pod
metadata: { name: entry, namespace: shop, labels: { app: entry } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
`;
const atEntry = (match: string, gateways = '[entry]') =>
  gateway('entry', entry) +
  entryPods +
  virtualService('rules', `{ hosts: [a.example.com], gateways: ${gateways}, http: [{ match: [${match}], ${to} }] }`);

testRule({
  code: 'MESH0110',
  trips: {
    'a namespace without sidecars': [
      service('reviews') + pods + matches('[{ sourceNamespace: nowhere }]'),
      'spec.http[0].match[0].sourceNamespace has no proxy that asks these rules, got "nowhere"',
    ],
    'labels that no pod has': [
      service('reviews') + pods + matches('[{ sourceLabels: { app: wbe } }]'),
      'spec.http[0].match[0].sourceLabels are not those of a proxy that asks these rules, got {"app":"wbe"}',
    ],
    'labels of pods of another namespace': [
      service('reviews') +
        pods +
        deployment('probe', 'ops') +
        matches('[{ sourceLabels: { app: probe }, sourceNamespace: shop }]'),
      'spec.http[0].match[0].sourceLabels',
    ],
    'a port that the Service does not have': [
      service('reviews') + matches('[{ port: 9080 }]'),
      'spec.http[0].match[0].port is no port on which a host of the VirtualService is called, got 9080',
    ],
    'a port that the gateway does not open': [atEntry('{ port: 8080 }'), 'spec.http[0].match[0].port'],
    'a gateway that the VirtualService does not name': [
      service('reviews') + matches('[{ gateways: [entry] }]'),
      'spec.http[0].match[0].gateways names none of the gateways of the VirtualService, got ["entry"]',
    ],
    'labels of sidecars in a rule for a gateway': [
      pods + atEntry('{ sourceLabels: { app: web } }'),
      'spec.http[0].match[0].sourceLabels',
    ],
  },
  misses: {
    'a namespace with sidecars': service('reviews') + pods + matches('[{ sourceNamespace: shop }]'),
    'labels that a pod has': service('reviews') + pods + matches('[{ sourceLabels: { app: web } }]'),
    'labels where the pods are not known': service('reviews') + matches('[{ sourceLabels: { app: web } }]'),
    'a port of the Service': service('reviews') + matches('[{ port: 80 }]'),
    'a port where the Service is not known': matches('[{ port: 9080 }]'),
    'the gateway by its full name': atEntry('{ gateways: [shop/entry] }'),
    'a port that the gateway opens': atEntry('{ port: 80 }'),
    'labels of the gateway': atEntry('{ sourceLabels: { app: entry } }'),
    'labels of sidecars in a rule for both': pods + service('a') + atEntry('{ sourceLabels: { app: web } }', '[entry, mesh]'),
  },
});

testRule({
  code: 'MESH0111',
  trips: {
    'labels beside the mesh': [
      matches('[{ gateways: [mesh], sourceLabels: { app: web } }]'),
      'spec.http[0].match[0].sourceLabels is not looked at beside gateways, so that the rule is for all callers',
    ],
    'a namespace beside the mesh': [matches('[{ gateways: [mesh], sourceNamespace: shop }]'), 'match[0].sourceNamespace'],
    'labels beside a gateway, in the second match': [
      matches('[{ uri: { exact: /a } }, { gateways: [entry], sourceLabels: { app: web } }]'),
      'spec.http[0].match[1].sourceLabels',
    ],
  },
  misses: {
    'labels alone': matches('[{ sourceLabels: { app: web } }]'),
    'gateways alone': matches('[{ gateways: [mesh] }]'),
    'an empty list of gateways': matches('[{ gateways: [], sourceLabels: { app: web } }]'),
    'labels and gateways in two matches': matches('[{ gateways: [mesh] }, { sourceLabels: { app: web } }]'),
  },
});

const hostRules = (host: string, gateways = '') =>
  virtualService('rules', `{ hosts: [${host}], ${gateways} http: [{ route: [{ destination: { host: reviews } }] }] }`);

testRule({
  code: 'MESH0113',
  trips: {
    'a short name': [
      service('reviews') + hostRules('review'),
      'spec.hosts[0] means review.shop.svc.cluster.local, which is no service, so that nobody can call it, got "review"',
    ],
    'a full name': [
      service('reviews') + hostRules('review.shop.svc.cluster.local'),
      'spec.hosts[0] is no service, so that nobody can call it',
    ],
    'one of two': [service('reviews') + hostRules('reviews, ratings'), 'spec.hosts[1] means ratings.shop'],
  },
  misses: {
    'a Service': service('reviews') + hostRules('reviews'),
    'a namespace whose Services are not given': service('reviews', 'prod') + hostRules('reviews.shop.svc.cluster.local'),
    'a host of the internet': service('reviews') + hostRules('www.example.com'),
    'a wildcard': service('reviews') + hostRules('"*.shop.svc.cluster.local"'),
    'rules for a gateway': service('reviews') + hostRules('review', 'gateways: [entry],'),
  },
});
