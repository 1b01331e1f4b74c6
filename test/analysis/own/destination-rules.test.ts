import { deployment, destinationRule, service, serviceEntry, virtualService } from './manifests';
import { testRule } from './rule-cases';

const policy = (simple: string) => `trafficPolicy: { loadBalancer: { simple: ${simple} } }`;
const rule = (name: string, rest: string, namespace?: string) => destinationRule(name, `{ host: reviews, ${rest} }`, namespace);

testRule({
  code: 'MESH0202',
  trips: {
    'two policies': [
      rule('a', policy('RANDOM')) + rule('b', policy('ROUND_ROBIN')),
      'DestinationRule/shop/b: spec.trafficPolicy is left out, since DestinationRule shop/a has one for the same host',
    ],
    'the short and the full name': [
      rule('a', policy('RANDOM')) + destinationRule('b', `{ host: reviews.shop.svc.cluster.local, ${policy('ROUND_ROBIN')} }`),
      'DestinationRule/shop/b',
    ],
    'one with subsets as well': [
      rule('a', 'subsets: [{ name: v1 }]') + rule('b', policy('RANDOM')) + rule('c', `subsets: [], ${policy('ROUND_ROBIN')}`),
      'DestinationRule/shop/c',
    ],
  },
  misses: {
    'one policy': rule('a', policy('RANDOM')) + rule('b', 'subsets: [{ name: v1 }]'),
    'two namespaces': rule('a', policy('RANDOM')) + rule('b', policy('ROUND_ROBIN'), 'team'),
    'for other clients':
      rule('a', policy('RANDOM')) + rule('b', `workloadSelector: { matchLabels: { app: web } }, ${policy('ROUND_ROBIN')}`),
    'the same policy twice': rule('a', policy('RANDOM')) + rule('b', policy('RANDOM')),
  },
});

const reviews = service('reviews', 'prod') + deployment('reviews', 'prod', { labels: ', version: v1' });
const subsets = 'subsets: [{ name: v1, labels: { version: v1 } }]';
const exact = (namespace = 'prod') => destinationRule('exact', `{ host: reviews.prod.svc.cluster.local, ${subsets} }`, namespace);
const route = (rest = '', destination = 'reviews.prod.svc.cluster.local') =>
  virtualService(
    'rules',
    `{ hosts: [${destination}], ${rest} http: [{ route: [{ destination: { host: ${destination}, subset: v1 } }] }] }`,
  );
const wide = (namespace = 'shop', rest = '') => destinationRule('wide', `{ host: "*.local", ${rest} }`, namespace);

testRule({
  code: 'MESH0203',
  trips: {
    'a wildcard of the clients': [
      reviews + exact() + wide() + route(),
      'spec.http[0].route[0].destination.subset is of DestinationRule prod/exact, which DestinationRule shop/wide hides from clients of namespace shop, got "v1"',
    ],
    'an exact one of the clients': [
      reviews + exact() + destinationRule('near', '{ host: reviews.prod.svc.cluster.local }') + route(),
      'which DestinationRule shop/near hides',
    ],
    'one of a namespace that is neither of the Service nor of the clients': [
      reviews + exact('team') + route(),
      'is of DestinationRule team/exact, where clients of namespace shop do not look',
    ],
  },
  misses: {
    'no other one': reviews + exact() + route(),
    'a wildcard of the namespace of the Service': reviews + exact() + wide('prod') + route(),
    'a wildcard of the root namespace': reviews + exact() + wide('istio-system') + route(),
    'the wildcard has the subset': reviews + exact() + wide('shop', subsets) + route(),
    'rules for a gateway': reviews + exact() + wide() + route('gateways: [entry],'),
  },
});

const own = service('web') + deployment('web', 'shop', { labels: ', version: v1' });
const of = (labels: string) => destinationRule('web', `{ host: web, subsets: [{ name: v1, labels: ${labels} }] }`);
const toWeb = route('', 'web');

testRule({
  code: 'MESH0204',
  trips: {
    'labels of another application': [
      own + deployment('api') + of('{ app: api }') + toWeb,
      'spec.subsets[0].labels of subset v1 pick pods, of Deployment shop/api for example, and none that is behind Service shop/web, got {"app":"api"}',
    ],
    'a version of another application': [
      own + deployment('api', 'shop', { labels: ', version: v2' }) + of('{ version: v2 }') + toWeb,
      'of subset v1 pick pods',
    ],
    'a version in another namespace': [
      own + deployment('web', 'prod', { labels: ', version: v2' }) + of('{ version: v2 }') + toWeb,
      'Deployment prod/web',
    ],
  },
  misses: {
    'labels of a pod behind it': own + of('{ version: v1 }') + toWeb,
    'labels of no pod at all, of which Istio tells': own + of('{ version: v3 }') + toWeb,
    'a subset without a route': own + deployment('api') + of('{ app: api }'),
    'the place of a node': own + deployment('api') + of('{ topology.kubernetes.io/zone: a }') + toWeb,
    'a host that is no Service of Kubernetes': `${deployment('api')}${serviceEntry('web', '{ hosts: [web.example.com], ports: [{ number: 80, name: http, protocol: HTTP }] }')}${destinationRule('web', '{ host: web.example.com, subsets: [{ name: v1, labels: { app: api } }] }')}${route('', 'web.example.com')}`,
  },
});

const sidecar = (hosts: string, namespace = 'shop', rest = '') => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec: { egress: [{ hosts: [${hosts}] }] ${rest} }
`;
const rules = (namespace = 'team', rest = '') =>
  virtualService(
    'rules',
    `{ hosts: [reviews.prod.svc.cluster.local], ${rest} http: [{ route: [{ destination: { host: reviews.prod.svc.cluster.local } }] }] }`,
    namespace,
  );
const callers = service('reviews', 'prod') + deployment('web');

testRule({
  code: 'MESH0702',
  trips: {
    'of a namespace that is not named': [
      callers + sidecar('./*, prod/*') + rules(),
      'VirtualService/team/rules: spec.hosts are taken in from namespace team by no Sidecar, so that no pod follows these rules',
    ],
    'of the own namespace, which is not named': [callers + sidecar('prod/*') + rules('shop'), 'VirtualService/shop/rules'],
    'a Sidecar for the whole mesh': [callers + sidecar('prod/*', 'istio-system') + rules(), 'VirtualService/team/rules'],
  },
  misses: {
    'named by its namespace': callers + sidecar('prod/*, team/*') + rules(),
    'no Sidecar': callers + rules(),
    'pods of another namespace that has none': callers + deployment('web', 'other') + sidecar('./*, prod/*') + rules(),
    'rules for a gateway': callers + sidecar('./*, prod/*') + rules('team', 'gateways: [entry],'),
    'rules that these pods do not see': callers + sidecar('./*, prod/*') + rules('team', 'exportTo: [.],'),
  },
});

const ofPort = (whole: string, port: string) =>
  destinationRule(
    'reviews',
    `{ host: reviews, trafficPolicy: { ${whole} portLevelSettings: [{ port: { number: 80 }, ${port} }] } }`,
  );

testRule({
  code: 'MESH0205',
  trips: {
    'TLS that is not repeated': [
      ofPort('tls: { mode: ISTIO_MUTUAL },', 'loadBalancer: { simple: RANDOM }'),
      'spec.trafficPolicy.portLevelSettings[0] takes nothing over from trafficPolicy, so that port 80 has no tls',
    ],
    'two blocks': [
      ofPort('outlierDetection: {}, connectionPool: {},', 'loadBalancer: { simple: RANDOM }'),
      'has no outlierDetection, connectionPool',
    ],
    'limits of connections': [
      ofPort('connectionPool: { tcp: { maxConnections: 1 } },', 'tls: { mode: DISABLE }'),
      'has no connectionPool',
    ],
  },
  misses: {
    'all is repeated': ofPort('tls: { mode: ISTIO_MUTUAL },', 'tls: { mode: DISABLE }'),
    'the load balancer, which is another one': ofPort('loadBalancer: { simple: RANDOM },', 'tls: { mode: DISABLE }'),
    'nothing for the host': ofPort('', 'tls: { mode: DISABLE }'),
    'nothing for the port': destinationRule('reviews', '{ host: reviews, trafficPolicy: { tls: { mode: DISABLE } } }'),
  },
});
