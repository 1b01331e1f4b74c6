import { type Chart, Duration } from 'cdk8s';
import { answerOf, chart, TAKES_PROPS } from './public-props';

/** The least props with some of them replaced: what is misspelt is within those. */
const within = (name: string, more: object) => (scope: Chart) => ({ ...TAKES_PROPS[name]!.least(scope), ...more });

const service = { name: 'a', metadata: { namespace: 'b' } };

test.each<[string, object, string]>([
  [
    'DestinationRule',
    { subsets: { v1: { lables: { a: 'b' } } } },
    'subsets.v1.lables is unknown, got {"a":"b"}; did you mean labels?',
  ],
  [
    'DestinationRule',
    { subsets: [{ name: 'v1' }] },
    'subsets is a list, got [{"name":"v1"}]; give them by name: { v1: { labels: { version: \'v1\' } } }',
  ],
  ['VirtualService', { hosts: 'a' }, 'hosts must be a list, got "a"; write [ ] around it'],
  ['Gateway', { servers: {} }, 'servers must be a list, got {}; write [ ] around it'],
  ['Sidecar', { egress: [{ hosts: './*' }] }, 'egress[0].hosts must be a list, got "./*"; write [ ] around it'],
  ['GatewayApi.ReferenceGrant', { to: [{ kind: 'Secret', nam: 'a' }] }, 'to[0].nam is unknown, got "a"; did you mean name?'],
  [
    'GatewayApi.HTTPRoute',
    { rules: [{ timeouts: { requst: Duration.seconds(90) } }] },
    'rules[0].timeouts.requst is unknown, got "1 minute 30 seconds"; did you mean request?',
  ],
  [
    'TracingProvider',
    { zipkin: { service, port: 80, maxTagLenght: 3 } },
    'zipkin.maxTagLenght is unknown, got 3; did you mean maxTagLength?',
  ],
  ['TracingProvider', { zipkin: { servic: service, port: 80 } }, 'zipkin.service is missing; set it'],
  ['TracingProvider', { zipkin: undefined }, 'zipkin, datadog, skywalking, opentelemetry are missing; give one of them'],
  [
    'IngressGateway',
    { controlPlane: undefined, controlPlan: 'x' },
    'controlPlan is unknown, got "x"; did you mean controlPlane?',
  ],
  ['IngressGateway', { controlPlane: undefined }, 'controlPlane is missing; set it'],
  ['MeshApp', { delivery: { by: 'flux', repositry: 'x' } }, 'delivery.repositry is unknown, got "x"; did you mean repository?'],
  ['LocalRateLimit', { limits: [{ request: 1 }] }, 'limits[0].request is unknown, got 1; did you mean requests?'],
  [
    'LocalRateLimit',
    { limits: [{ requests: 1, per: Duration.minutes(1), by: { heder: 'a' } }] },
    'limits[0].by.heder is unknown, got "a"; did you mean header?',
  ],
  ['GlobalRateLimit', { limits: [{ requests: 1, pr: 'day' }] }, 'limits[0].pr is unknown, got "day"'],
  ['HttpsIngress', { servers: [{ host: ['a.com'] }] }, 'servers[0].host is unknown, got ["a.com"]; did you mean hosts?'],
  ['MutualTls', { plainPorts: [{ port: [1] }] }, 'plainPorts[0].port is unknown, got [1]; did you mean ports?'],
  ['MutualTls', { mesh: { namespace: 'a' }, namespace: 'b' }, 'namespace stands beside mesh, got "b"; keep one of them'],
  [
    'EgressThroughGateway',
    { tls: { mode: 'SIMPLE' } },
    'tls is opened by the applications themselves, which speak HTTPS, got {"mode":"SIMPLE"}; remove it, or set protocol: \'HTTP\'',
  ],
  [
    'Routes',
    { rules: [{ to: [{ service, port: 80 }], timeuot: Duration.minutes(1) }] },
    'rules[0].timeuot is unknown, got "1 minute"; did you mean timeout?',
  ],
  [
    'Routes',
    { rules: [{ to: [{ service, port: 80 }], match: [{ path: { prefx: '/a' } }] }] },
    'rules[0].match[0].path.prefx is unknown, got "/a"; did you mean prefix?',
  ],
  ['Prometheus', { reach: { hst: 'a.com', ingressClassName: 'nginx' } }, 'reach.hst is unknown, got "a.com"; did you mean host?'],
  ['Prometheus', { storage: { sise: 1 } }, 'storage.sise is unknown, got 1; did you mean size?'],
  ['Prometheus', { budget: { cpu: 1 } }, 'budget.cpu is unknown, got 1; '],
  ['Kiali', { login: 'token' }, 'login must be a map, got "token"; write { strategy }'],
  ['Kiali', { login: { strategy: 'openid', isuerUri: 'x' } }, 'login.isuerUri is unknown, got "x"; did you mean issuerUri?'],
  ['Jaeger', { storage: { maxTrace: 1 } }, 'storage.maxTrace is unknown, got 1; did you mean maxTraces?'],
  ['OpenTelemetryCollector', { traces: { endpont: 'a:1' } }, 'traces.endpont is unknown, got "a:1"; did you mean endpoint?'],
  [
    'Issuer',
    {
      selfSigned: undefined,
      acme: {
        server: 'https://a.com',
        privateKeySecretRef: { name: 'a' },
        solvers: [{ dns01: { route53: { regoin: 'eu' } } }],
      },
    },
    'acme.solvers[0].dns01.route53.regoin is unknown, got "eu"; did you mean region?',
  ],
  ['Certificate', { privateKey: { algoritm: 'RSA' } }, 'privateKey.algoritm is unknown, got "RSA"; did you mean algorithm?'],
  ['Bookinfo', { certificate: { hots: 'a.com' } }, 'certificate.hots is unknown, got "a.com"; did you mean host?'],
  [
    'Bookinfo',
    { routing: 'gateway-api', fault: 'ratings-abort' },
    'fault is nothing that routing \'gateway-api\' has, got "ratings-abort"; remove it, or leave routing out',
  ],
])('%s refuses %j', (name, more, message) => {
  const scope = chart();
  const answer = answerOf(name, scope, within(name, more)(scope));
  expect(answer).toMatchObject({ name: 'InvalidProps', message: expect.stringContaining(`: ${message}`) });
});

test('a construct is told by its path, since it refers to all of the program', () => {
  const scope = chart();
  const answer = answerOf('Waypoint', scope, { controlPlan: scope });
  expect(String(answer)).toContain('c/it: controlPlan is unknown, got "c"; did you mean controlPlane?');
});
