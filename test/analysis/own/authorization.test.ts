import { authorizationPolicy, deployment, requestAuthentication, service } from './manifests';
import { testRule } from './rule-cases';

const web = service('web', 'shop', '[{ name: http, port: 80, targetPort: 8080 }]') + deployment('web');
const from = (source: string, namespace = 'shop') =>
  authorizationPolicy(
    'policy',
    `{ selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: ${source} }] }] }`,
    namespace,
  );
const to = (operation: string, rest = 'selector: { matchLabels: { app: web } },') =>
  authorizationPolicy('policy', `{ ${rest} rules: [{ to: [{ operation: ${operation} }] }] }`);
const tokens = (...issuers: string[]) =>
  requestAuthentication('tokens', `{ jwtRules: [${issuers.map((issuer) => `{ issuer: "${issuer}" }`).join(', ')}] }`);
const wrong = 'is of no issuer whose tokens are checked for these workloads';

testRule({
  code: 'MESH0402',
  trips: {
    'another issuer': [
      web + tokens('https://id.example.com') + from('{ requestPrincipals: ["https://other.example.com/ann"] }'),
      wrong,
    ],
    'another issuer with a *': [
      web + tokens('https://id.example.com') + from('{ requestPrincipals: ["https://other.example.com/*"] }'),
      wrong,
    ],
    'the second of two': [
      web + tokens('a', 'b') + from('{ requestPrincipals: ["a/*", "c/*"] }'),
      'spec.rules[0].from[0].source.requestPrincipals[1]',
    ],
    'an issuer without subject': [
      web + tokens('https://id.example.com') + from('{ requestPrincipals: ["https://id.example.com"] }'),
      wrong,
    ],
  },
  misses: {
    'the issuer': web + tokens('https://id.example.com') + from('{ requestPrincipals: ["https://id.example.com/*"] }'),
    'the beginning of the issuer': web + tokens('https://id.example.com') + from('{ requestPrincipals: ["https://id.*"] }'),
    'any token': web + tokens('https://id.example.com') + from('{ requestPrincipals: ["*"] }'),
    'a subject of any issuer': web + tokens('https://id.example.com') + from('{ requestPrincipals: ["*/ann"] }'),
  },
});

testRule({
  code: 'MESH0403',
  trips: {
    'the port of the Service': [web + to('{ ports: ["80"] }'), 'spec.rules[0].to[0].operation.ports[0] is a port of the Service'],
    'for the whole namespace': [web + to('{ notPorts: ["80"] }', ''), 'spec.rules[0].to[0].operation.notPorts[0]'],
    'one of two': [web + to('{ ports: ["8080", "80"] }'), 'operation.ports[1]'],
  },
  misses: {
    'the port of the container': web + to('{ ports: ["8080"] }'),
    'a port that nobody names': web + to('{ ports: ["9000"] }'),
    'other workloads listen there': `${web}${service('api')}${deployment('api', 'shop', { ports: '[{ containerPort: 80 }]' })}${to('{ ports: ["80"] }', '')}`,
    'a waypoint': web + to('{ ports: ["80"] }', 'targetRefs: [{ group: "", kind: Service, name: web }],'),
  },
});

testRule({
  code: 'MESH0405',
  trips: {
    'in a path': [
      web + to('{ paths: ["/a/*/b"] }'),
      'spec.rules[0].to[0].operation.paths[0] has a * that stands for itself alone, got "/a/*/b"',
    ],
    'at both ends': [web + to('{ hosts: ["*.example.*"] }'), 'operation.hosts[0]'],
    'in a principal': [web + from('{ notPrincipals: ["cluster.local/ns/*/sa/web"] }'), 'source.notPrincipals[0]'],
    'in a namespace': [web + from('{ namespaces: ["a*b"] }'), 'source.namespaces[0]'],
  },
  misses: {
    'at the end': web + to('{ paths: ["/a/*"] }'),
    'at the beginning': web + from('{ principals: ["*/sa/web"] }'),
    alone: web + from('{ principals: ["*"] }'),
    'a template': web + to('{ paths: ["/a/{*}/b/{**}"] }'),
  },
});

testRule({
  code: 'MESH0406',
  trips: {
    'a scheme': [
      web + from('{ principals: ["spiffe://cluster.local/ns/shop/sa/web"] }'),
      'spec.rules[0].from[0].source.principals[0] begins with spiffe://, which Istio adds by itself',
    ],
    'a scheme and a *': [web + from('{ notPrincipals: ["spiffe://cluster.local/*"] }'), 'source.notPrincipals[0]'],
    'namespace and account': [
      web + from('{ principals: ["shop/web"] }'),
      'has not the form of a name that workloads of the mesh have',
    ],
    'no trust domain': [web + from('{ principals: ["ns/shop/sa/web"] }'), 'has not the form'],
  },
  misses: {
    'a whole name': web + from('{ principals: ["cluster.local/ns/shop/sa/web"] }'),
    'a *': web + from('{ principals: ["*/ns/shop/sa/web"] }'),
    'an account': web + from('{ serviceAccounts: ["shop/web"] }'),
  },
});
