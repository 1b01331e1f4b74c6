import { analyze } from '../../../lib/analysis';
import { Mesh, readObjects } from '../../../lib/model';
import {
  authorizationPolicy,
  deployment,
  destinationRule,
  httpRule,
  peerAuthentication,
  requestAuthentication,
  service,
  serviceEntry,
  telemetry,
  virtualService,
} from './manifests';
import { testRule } from './rule-cases';

const reviews = service('reviews') + deployment('reviews');
const strict = (namespace: string, rest = '') => peerAuthentication('strict', `{ mtls: { mode: STRICT } ${rest} }`, namespace);
const tls = (mode: string) => destinationRule('reviews', `{ host: reviews, trafficPolicy: { tls: { mode: ${mode} } } }`);

testRule({
  code: 'MESH0201',
  trips: {
    'STRICT in the mesh': [
      reviews + strict('istio-system') + tls('DISABLE'),
      'spec.trafficPolicy.tls.mode calls Deployment shop/reviews without TLS of the mesh, which PeerAuthentication istio-system/strict asks for, got "DISABLE"',
    ],
    'STRICT for the workload': [
      reviews + strict('shop', ', selector: { matchLabels: { app: reviews } }') + tls('SIMPLE'),
      'PeerAuthentication shop/strict',
    ],
    'TLS of the mesh to a pod without proxy': [
      service('reviews') + deployment('reviews').replace('"true"', '"false"') + tls('ISTIO_MUTUAL'),
      'calls Deployment shop/reviews, which has no proxy, with TLS of the mesh',
    ],
    'one port of several': [
      `${reviews}${strict('shop')}${destinationRule('reviews', '{ host: reviews, trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] } }')}`,
      'spec.trafficPolicy.portLevelSettings[0].tls.mode',
    ],
  },
  misses: {
    'plain text is taken': reviews + tls('DISABLE'),
    'TLS of the mesh': reviews + strict('istio-system') + tls('ISTIO_MUTUAL'),
    'STRICT elsewhere': reviews + strict('other') + tls('DISABLE'),
    'the port takes plain text': `${reviews}${peerAuthentication('p', '{ selector: { matchLabels: { app: reviews } }, mtls: { mode: STRICT }, portLevelMtls: { 80: { mode: DISABLE } } }')}${destinationRule('reviews', '{ host: reviews, trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] } }')}`,
    'an outside host': `${serviceEntry('api', '{ hosts: [api.example.com], ports: [{ number: 443, name: https, protocol: HTTPS }], resolution: DNS }')}${strict('istio-system')}${destinationRule('api', '{ host: api.example.com, trafficPolicy: { tls: { mode: SIMPLE } } }')}`,
  },
});

const database = service('db', 'shop', '[{ name: tcp, port: 5432 }]') + deployment('db');
const policy = (rule: string, rest = '') => authorizationPolicy('policy', `{ ${rest} rules: [${rule}] }`);

testRule({
  code: 'MESH0401',
  trips: {
    'methods for a database': [
      database + policy('{ to: [{ operation: { methods: [GET] } }] }'),
      'spec.rules[0].to[0].operation.methods is only known of requests, and port 5432 of Service shop/db is TCP: it can never hold there',
    ],
    'tokens for a database': [
      database + policy('{ from: [{ source: { requestPrincipals: ["*"] } }] }'),
      'spec.rules[0].from[0].source.requestPrincipals',
    ],
    'a header, to deny': [
      database + policy('{ when: [{ key: "request.headers[x]", values: [a] }] }', 'action: DENY,'),
      'is left out there, so that more is denied',
    ],
  },
  misses: {
    'a port for HTTP': reviews + policy('{ to: [{ operation: { methods: [GET] } }] }'),
    'ports and principals':
      database + policy('{ from: [{ source: { principals: [a] } }], to: [{ operation: { ports: ["5432"] } }] }'),
    'another port is named': `${service('db', 'shop', '[{ name: tcp, port: 5432 }, { name: http, port: 80 }]')}${deployment('db')}${policy('{ to: [{ operation: { methods: [GET], ports: ["80"] } }] }')}`,
    'another workload':
      database + reviews + policy('{ to: [{ operation: { methods: [GET] } }] }', 'selector: { matchLabels: { app: reviews } },'),
  },
});

const byToken = policy('{ from: [{ source: { requestPrincipals: ["*"] } }] }', 'selector: { matchLabels: { app: reviews } },');
const issuer = (selector: string, namespace = 'shop') =>
  requestAuthentication('issuer', `{ ${selector} jwtRules: [{ issuer: a }] }`, namespace);

testRule({
  code: 'MESH0402',
  trips: {
    'nobody checks tokens': [
      reviews + byToken,
      'spec.rules[0].from[0].source.requestPrincipals asks for a token, and no RequestAuthentication checks one for these workloads, got ["*"]',
    ],
    'tokens are checked elsewhere': [reviews + byToken + issuer('', 'other'), 'asks for a token'],
    'tokens are checked for other workloads': [
      reviews + byToken + issuer('selector: { matchLabels: { app: ratings } },'),
      'asks for a token',
    ],
    'a claim': [reviews + policy('{ when: [{ key: "request.auth.claims[group]", values: [a] }] }'), 'spec.rules[0].when[0].key'],
  },
  misses: {
    'for the namespace': reviews + byToken + issuer(''),
    'for the mesh': reviews + byToken + issuer('', 'istio-system'),
    'for the workload': reviews + byToken + issuer('selector: { matchLabels: { app: reviews } },'),
    'who has no token is denied': reviews + policy('{ from: [{ source: { notRequestPrincipals: ["*"] } }] }', 'action: DENY,'),
  },
});

const web =
  service('web', 'shop', '[{ name: http, port: 80, targetPort: 8080 }]') +
  deployment('web', 'shop', { ports: '[{ containerPort: 8080 }]' });
const portMode = (port: number) =>
  peerAuthentication('web', `{ selector: { matchLabels: { app: web } }, portLevelMtls: { ${port}: { mode: DISABLE } } }`);

testRule({
  code: 'MESH0403',
  trips: {
    'the port of the Service': [
      web + portMode(80),
      'spec.portLevelMtls["80"] is a port of the Service, where the port of the workload is asked for, got 80',
    ],
    'a port that nobody has': [web + portMode(9090), 'is no port of the workloads, got 9090'],
    'the port of a Service with a named port': [
      `${service('web', 'shop', '[{ name: http, port: 81, targetPort: 8081 }]')}${deployment('web')}${portMode(81)}`,
      'is a port of the Service',
    ],
  },
  misses: {
    'the port of the container': web + portMode(8080),
    'nobody says on which ports it listens': deployment('web') + portMode(9090),
    'one number for both': `${service('web', 'shop', '[{ name: http, port: 80 }]')}${deployment('web')}${portMode(80)}`,
  },
});

const outside = (port: string) => serviceEntry('api', `{ hosts: [api.example.com], resolution: DNS, ports: [${port}] }`);

testRule({
  code: 'MESH0501',
  trips: {
    'HTTP that leads to 443': [
      outside('{ number: 80, name: http, protocol: HTTP, targetPort: 443 }'),
      'spec.ports[0].targetPort sends plain HTTP to port 443 of api.example.com, got 443',
    ],
    'HTTP on 443': [outside('{ number: 443, name: http, protocol: HTTP }'), 'spec.ports[0].protocol sends plain HTTP'],
    'TLS for another port': [
      `${outside('{ number: 80, name: http, protocol: HTTP, targetPort: 443 }')}${destinationRule('api', '{ host: api.example.com, trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: { mode: SIMPLE } }] } }')}`,
      'spec.ports[0].targetPort',
    ],
  },
  misses: {
    'HTTPS on 443': outside('{ number: 443, name: https, protocol: HTTPS }'),
    'TLS is started': `${outside('{ number: 80, name: http, protocol: HTTP, targetPort: 443 }')}${destinationRule('api', '{ host: api.example.com, trafficPolicy: { tls: { mode: SIMPLE } } }')}`,
    'TLS is started for all hosts of the domain': `${outside('{ number: 80, name: http, protocol: HTTP, targetPort: 443 }')}${destinationRule('api', '{ host: "*.example.com", trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: SIMPLE } }] } }')}`,
    'HTTP on 80': outside('{ number: 80, name: http, protocol: HTTP }'),
  },
});

const providers = { meshConfig: { extensionProviders: [{ name: 'zipkin', zipkin: { service: 'zipkin', port: 9411 } }] } };

testRule({
  code: 'MESH0601',
  options: providers,
  trips: {
    'of traces': [
      telemetry('t', '{ tracing: [{ providers: [{ name: jaeger }] }] }'),
      'spec.tracing[0].providers[0].name is no extension provider of the mesh configuration, got "jaeger"',
    ],
    'of logs': [
      telemetry('t', '{ accessLogging: [{}, { providers: [{ name: otel }] }] }'),
      'spec.accessLogging[1].providers[0].name',
    ],
    'of access': [policy('{}', 'action: CUSTOM, provider: { name: opa },'), 'spec.provider.name'],
    'one of istiod, for something else': [
      telemetry('t', '{ accessLogging: [{ providers: [{ name: prometheus }] }] }'),
      'spec.accessLogging[0].providers[0].name is a provider of istiod for something else, got "prometheus"',
    ],
    'one of istiod, for access': [policy('{}', 'action: CUSTOM, provider: { name: envoy },'), 'for something else, got "envoy"'],
  },
  misses: {
    'one that is defined': telemetry('t', '{ tracing: [{ providers: [{ name: zipkin }] }] }'),
    'one that istiod has': telemetry(
      't',
      '{ metrics: [{ providers: [{ name: prometheus }] }], accessLogging: [{ providers: [{ name: envoy }] }] }',
    ),
    none: telemetry('t', '{ tracing: [{ randomSamplingPercentage: 10 }] }'),
  },
});

test.each([
  [
    'of logs',
    telemetry('t', '{ accessLogging: [{ providers: [{ name: otel }] }] }'),
    'define it in extensionProviders of the mesh configuration, or use one of zipkin, envoy, stackdriver',
  ],
  ['one of istiod', telemetry('t', '{ metrics: [{ providers: [{ name: promethues }] }] }'), 'did you mean prometheus?'],
  [
    'of access',
    policy('{}', 'action: CUSTOM, provider: { name: opa-sidecar },'),
    'define it in extensionProviders of the mesh configuration, or use one of zipkin',
  ],
])('the fix of MESH0601 names what can stand there: %s', (_, manifests, fix) => {
  const mesh = new Mesh(readObjects(manifests, 'mesh.yaml'), providers);
  expect(analyze(mesh).find(({ code }) => code === 'MESH0601')?.fix).toBe(fix);
});

const meshConfig = (mesh: string) => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    extensionProviders: [{ name: zipkin, zipkin: { service: zipkin, port: 9411 } }]
    ${mesh}
`;

testRule({
  code: 'MESH0602',
  trips: {
    'nobody names it': [
      meshConfig(''),
      'ConfigMap/istio-system/istio: data.mesh has an extension provider that nothing uses, got "zipkin"',
    ],
    'another one is the default': [meshConfig('defaultProviders: { tracing: [other] }'), 'got "zipkin"'],
    'a Telemetry names another one': [
      meshConfig('') + telemetry('t', '{ tracing: [{ providers: [{ name: other }] }] }'),
      'got "zipkin"',
    ],
  },
  misses: {
    'it is the default': meshConfig('defaultProviders: { tracing: [zipkin] }'),
    'a Telemetry names it': meshConfig('') + telemetry('t', '{ tracing: [{ providers: [{ name: zipkin }] }] }'),
    'there is no mesh configuration': reviews,
  },
});

const subset = (exportTo: string, namespace = 'team') =>
  destinationRule(
    'v',
    `{ host: reviews.shop.svc.cluster.local, subsets: [{ name: v1, labels: { version: v1 } }], exportTo: [${exportTo}] }`,
    namespace,
  );
const toSubset = virtualService(
  'rules',
  '{ hosts: [reviews.shop.svc.cluster.local], http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local, subset: v1 } }] }] }',
  'client',
);

testRule({
  code: 'MESH0701',
  trips: {
    'a ServiceEntry of another namespace': [
      `${serviceEntry('api', '{ hosts: [api.example.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS, exportTo: [.] }')}${virtualService('rules', '{ hosts: [x], http: [{ route: [{ destination: { host: api.example.com } }] }] }', 'client')}`,
      'spec.http[0].route[0].destination.host is not exported to namespace client, got "api.example.com"',
    ],
    'a Service that says so': [
      `${service('reviews').replace('namespace: shop', 'namespace: shop, annotations: { networking.istio.io/exportTo: . }')}${virtualService('rules', '{ hosts: [x], http: [{ route: [{ destination: { host: reviews.shop.svc.cluster.local } }] }] }', 'client')}`,
      'is not exported to namespace client',
    ],
    'a DestinationRule': [
      reviews + subset('.') + toSubset,
      'spec.http[0].route[0].destination.subset is of DestinationRule team/v',
    ],
  },
  misses: {
    'exported to all': reviews + subset('"*"') + toSubset,
    'exported to the namespace': reviews + subset('client, .') + toSubset,
    'of the own namespace': `${serviceEntry('api', '{ hosts: [api.example.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS, exportTo: [.] }')}${virtualService('rules', '{ hosts: [x], http: [{ route: [{ destination: { host: api.example.com } }] }] }')}`,
  },
});

const large = (bytes: number) => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: large, namespace: shop }
data: { text: ${'x'.repeat(bytes)} }
`;

testRule({
  code: 'MESH0801',
  trips: {
    'a large ConfigMap': [large(263_000), 'ConfigMap shop/large is too large for kubectl apply without --server-side'],
    'just too large': [large(262_144), 'ConfigMap shop/large'],
    'a long list': [`${virtualService('long', `{ hosts: [${'a.example.com, '.repeat(20_000)}] }`)}`, 'VirtualService shop/long'],
  },
  misses: {
    'a small one': large(10),
    'almost too large': large(262_000),
    'two of them together': large(200_000) + service('large'),
  },
});

testRule({
  code: 'MESH0901',
  trips: {
    'a status beyond 599': [
      httpRule('directResponse: { status: 600 }').replace('route:', 'headers: {}, x:'),
      'spec.http[0].directResponse.status',
    ],
    'a redirect of another kind': [
      virtualService('r', '{ hosts: [reviews], http: [{ redirect: { uri: /x, redirectCode: 305 } }] }'),
      'spec.http[0].redirect.redirectCode',
    ],
    'an abort beyond 599': [
      httpRule('fault: { abort: { httpStatus: 600, percentage: { value: 1 } } }'),
      'spec.http[0].fault.abort.httpStatus',
    ],
  },
  misses: {
    'the largest status': httpRule('fault: { abort: { httpStatus: 599, percentage: { value: 1 } } }'),
    'a redirect of a known kind': virtualService(
      'r',
      '{ hosts: [reviews], http: [{ redirect: { uri: /x, redirectCode: 308 } }] }',
    ),
    'no status': httpRule('timeout: 1s'),
  },
});
