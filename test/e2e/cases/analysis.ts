import { equal, notEqual } from 'node:assert/strict';
import type { Case } from '../case';
import { type Mistake, mistakeCase } from '../mistake';
import { ISSUER, TokenSigner } from '../token';
import {
  answer,
  atFront,
  authorizationPolicy,
  destinationRule,
  door,
  front,
  gateway,
  HTTP,
  outside,
  peerAuthentication,
  redirecting,
  requestAuthentication,
  rules,
  service,
  serviceEntry,
  sidecar,
  talker,
  to,
  versions,
  virtualService,
} from './analysis-manifests';
import { appOf, ask, CLIENT, FRONT, leadsNowhere, SERVER } from './analysis-questions';

const signer = new TokenSigner();

const tokens = requestAuthentication('server', {
  selector: { matchLabels: { app: 'server' } },
  jwtRules: [{ issuer: ISSUER, jwks: JSON.stringify({ keys: [signer.key] }) }],
});

const anyone = authorizationPolicy('server', {
  selector: { matchLabels: { app: 'server' } },
  rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }],
});

const policyOfTcp = (operation: object) =>
  authorizationPolicy('talker', { selector: { matchLabels: { app: 'talker' } }, rules: [{ to: [{ operation }] }] });

const strict = (port: number) =>
  peerAuthentication('server', {
    selector: { matchLabels: { app: 'server' } },
    mtls: { mode: 'STRICT' },
    portLevelMtls: { [port]: { mode: 'DISABLE' } },
  });

const one443 = serviceEntry('one', {
  hosts: ['one.example.com'],
  ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
  resolution: 'DNS',
});

const passingOn = gateway('front', {
  selector: { istio: 'ingressgateway' },
  servers: [{ hosts: ['*.example.com'], port: { number: 443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } }],
});

const bySni = (name: string, destination: object) =>
  virtualService(name, {
    hosts: ['one.example.com'],
    gateways: ['front'],
    tls: [{ match: [{ port: 443, sniHosts: ['one.example.com'] }], route: [{ destination }] }],
  });

const hidden = (exportTo: string) =>
  service('hidden', { selector: { app: 'client' }, ports: [{ name: 'http', port: 8080 }] }, 'plain', {
    'networking.istio.io/exportTo': exportTo,
  });

const denied = (path: string) =>
  authorizationPolicy('server', {
    selector: { matchLabels: { app: 'server' } },
    action: 'DENY',
    rules: [{ to: [{ operation: { paths: [path] } }] }],
  });

const onlyFor = (principal: string) =>
  authorizationPolicy('server', {
    selector: { matchLabels: { app: 'server' } },
    rules: [{ from: [{ source: { principals: [principal] } }] }],
  });

const plain = { hosts: ['one.example.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] };

const MISTAKES: readonly Mistake[] = [
  {
    code: 'MESH0201',
    effect: 'a DestinationRule that turns TLS off cannot reach STRICT pods',
    mistaken: [
      peerAuthentication('default', { mtls: { mode: 'STRICT' } }),
      versions({ trafficPolicy: { tls: { mode: 'DISABLE' } } }),
    ],
    mended: [peerAuthentication('default', { mtls: { mode: 'STRICT' } }), versions()],
    check: async (world) => notEqual((await ask(world)).status, 200),
  },
  {
    code: 'MESH0402',
    effect: 'a token that nobody checks opens nothing',
    mistaken: [anyone],
    mended: [anyone, tokens],
    check: async (world) => {
      const headers = { authorization: `Bearer ${signer.token({})}` };
      equal((await world.ask(CLIENT, `${SERVER}/`, { headers })).status, 403);
    },
  },
  {
    code: 'MESH0403',
    effect: 'a port of the Service in portLevelMtls changes nothing',
    mistaken: [front('http'), strict(8090)],
    mended: [front('http'), strict(8080)],
    check: async (world) => equal((await world.ask('plain/client', 'http://front.demo:8090/')).status, 0),
  },
  {
    code: 'MESH0405',
    effect: 'a * in the middle of a path denies nothing',
    mistaken: [denied('/api/*/secret')],
    mended: [denied('/api/{*}/secret')],
    check: async (world) => equal((await ask(world, `${SERVER}/api/v1/secret`)).status, 200),
  },
  {
    code: 'MESH0406',
    effect: 'a principal with spiffe:// before it is nobody',
    mistaken: [onlyFor('spiffe://cluster.local/ns/demo/sa/default')],
    mended: [onlyFor('cluster.local/ns/demo/sa/default')],
    check: async (world) => equal((await ask(world)).status, 403),
  },
  {
    code: 'MESH0502',
    effect: 'a ServiceEntry with fixed endpoints and none of them leads nowhere',
    mistaken: [serviceEntry('one', { ...plain, resolution: 'STATIC' })],
    mended: [serviceEntry('one', { ...plain, resolution: 'DNS' })],
    check: leadsNowhere('http://one.example.com/'),
  },
  {
    code: 'MESH0803',
    effect: 'a Service that picks no pods leads nowhere',
    mistaken: [front('http', 'severr')],
    mended: [front('http')],
    check: leadsNowhere(FRONT),
  },
  {
    code: 'MESH0501',
    effect: 'plain HTTP to port 443 of an outside host is not understood there',
    mistaken: [outside],
    mended: [
      outside,
      destinationRule('one', { host: 'one.example.com', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } } }),
    ],
    check: async (world) => notEqual((await ask(world, 'http://one.example.com/')).status, 200),
  },
  {
    code: 'MESH0601',
    effect: 'a policy with a provider that is not defined refuses everything',
    mistaken: [
      authorizationPolicy('server', {
        selector: { matchLabels: { app: 'server' } },
        action: 'CUSTOM',
        provider: { name: 'nobody' },
        rules: [{ to: [{ operation: { paths: ['/*'] } }] }],
      }),
    ],
    mended: [],
    check: async (world) => equal((await ask(world)).status, 403),
  },
  {
    code: 'MESH0701',
    effect: 'a route to a Service that is not exported leads nowhere',
    mistaken: [hidden('.'), rules(to({}, { host: 'hidden.plain.svc.cluster.local' }))],
    mended: [hidden('*'), rules(to({}, { host: 'hidden.plain.svc.cluster.local' }))],
    check: leadsNowhere(),
  },
  {
    code: 'MESH0203',
    effect: 'a wide DestinationRule of the callers hides the subsets of the Service',
    mistaken: [
      destinationRule('all', { host: '*.local', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }),
      rules(to({}, { host: 'reviews.bookinfo.svc.cluster.local', subset: 'v1', port: { number: 9080 } })),
    ],
    mended: [rules(to({}, { host: 'reviews.bookinfo.svc.cluster.local', subset: 'v1', port: { number: 9080 } }))],
    check: leadsNowhere(),
  },
  {
    code: 'MESH0204',
    effect: 'a subset of pods that are not behind the Service has no endpoint',
    mistaken: [
      versions({ subsets: [{ name: 'v1', labels: { app: 'client' } }] }),
      rules(to({}, { host: 'server', subset: 'v1' })),
    ],
    mended: [versions(), rules(to({}, { host: 'server', subset: 'v1' }))],
    check: leadsNowhere(),
  },
  {
    code: 'MESH0301',
    effect: 'rules for HTTP behind a server that passes TLS on open no port',
    mistaken: [
      door({ port: { number: 443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } }),
      atFront('a', to({}, { host: 'server', port: { number: 8080 } })),
    ],
    mended: [door(HTTP), atFront('a', to({}, { host: 'server', port: { number: 8080 } }))],
    check: async (world) => {
      equal((await world.enter('https://shop.example.com/')).status, 0);
      notEqual((await world.enter('http://shop.example.com/')).status, 200);
    },
  },
  {
    code: 'MESH0702',
    effect: 'rules that no Sidecar takes in are not followed',
    mistaken: [
      sidecar('default', { egress: [{ hosts: ['plain/*', 'istio-system/*'] }] }),
      sidecar('default', { egress: [{ hosts: ['./*', 'istio-system/*'] }] }, 'bookinfo'),
      virtualService('plain', { hosts: ['client.plain.svc.cluster.local'], http: [answer('rules')] }),
    ],
    mended: [
      sidecar('default', { egress: [{ hosts: ['./*', 'plain/*', 'istio-system/*'] }] }),
      virtualService('plain', { hosts: ['client.plain.svc.cluster.local'], http: [answer('rules')] }),
    ],
    check: async (world) => notEqual((await ask(world, 'http://client.plain:8080/')).body, 'rules'),
  },
  {
    code: 'MESH0205',
    effect: 'settings of a port lose TLS of the host',
    mistaken: [
      outside,
      destinationRule('one', {
        host: 'one.example.com',
        trafficPolicy: {
          tls: { mode: 'SIMPLE', insecureSkipVerify: true },
          portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: 'RANDOM' } }],
        },
      }),
    ],
    mended: [
      outside,
      destinationRule('one', { host: 'one.example.com', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } } }),
    ],
    check: async (world) => notEqual((await ask(world, 'http://one.example.com/')).status, 200),
  },
  {
    code: 'MESH0202',
    effect: 'the policy of a second DestinationRule for a host is left out',
    mistaken: [
      peerAuthentication('default', { mtls: { mode: 'STRICT' } }),
      versions({ trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }, 'a'),
      destinationRule('b', { host: 'server', trafficPolicy: { tls: { mode: 'DISABLE' } } }),
    ],
    mended: [
      peerAuthentication('default', { mtls: { mode: 'STRICT' } }),
      destinationRule('b', { host: 'server', trafficPolicy: { tls: { mode: 'DISABLE' } } }),
    ],
    check: async (world) => equal((await ask(world)).status, 200),
  },
  {
    code: 'MESH0302',
    effect: 'a server that shares one host with another is left out with all of its hosts',
    mistaken: [redirecting('a', 'a.example.com', 'both.example.com'), redirecting('b', 'b.example.com', 'both.example.com')],
    mended: [redirecting('a', 'a.example.com', 'both.example.com'), redirecting('b', 'b.example.com')],
    check: async (world) => {
      equal((await world.enter('http://a.example.com/')).status, 301);
      notEqual((await world.enter('http://b.example.com/')).status, 301);
    },
  },
  {
    code: 'MESH0303',
    effect: 'a server for TCP on a port for HTTP is left out',
    mistaken: [
      door({ port: { number: 80, name: 'tcp', protocol: 'TCP' } }),
      virtualService('a', { hosts: ['shop.example.com'], gateways: ['front'], tcp: [to({}, { host: 'server' })] }),
    ],
    mended: [door(HTTP), atFront('a', to())],
    check: async (world) => equal((await world.enter('http://shop.example.com/')).status, 404),
  },
  {
    code: 'MESH0401',
    effect: 'a condition about requests never holds on a port for TCP',
    mistaken: [...talker, policyOfTcp({ methods: ['GET'] })],
    mended: [...talker, policyOfTcp({ ports: ['9000'] })],
    check: async (world) => equal((await ask(world, 'http://talker:9000/')).status, 0),
  },
  {
    code: 'MESH0304',
    effect: 'of two rules for one server name the older one is taken',
    mistaken: [
      passingOn,
      one443,
      bySni('a', { host: 'server', port: { number: 8080 } }),
      bySni('b', { host: 'one.example.com' }),
    ],
    mended: [passingOn, one443, bySni('b', { host: 'one.example.com' })],
    check: async (world) => notEqual((await world.enter('https://one.example.com/')).status, 200),
  },
  {
    code: 'MESH0901',
    effect: 'a status that Envoy refuses keeps every other rule of the port away from the proxies too',
    mistaken: [
      rules(answer('rule')),
      virtualService('other', {
        hosts: ['client.plain.svc.cluster.local'],
        http: [answer('other', { directResponse: { status: 600 } })],
      }),
    ],
    mended: [
      rules(answer('rule')),
      virtualService('other', { hosts: ['client.plain.svc.cluster.local'], http: [answer('other')] }),
    ],
    isRejected: true,
    check: async (world) => equal(appOf(await ask(world)), 'server'),
  },
];

/** Other mistakes that requests can show: in policies, hosts, gateways and providers. */
export const analysis: readonly Case[] = MISTAKES.map(mistakeCase);
