import { equal, notEqual, ok } from 'node:assert/strict';
import type { Answer } from '../../mesh/app/question';
import type { Case } from '../case';
import { type Mistake, mistakeCase } from '../mistake';
import { ISSUER, TokenSigner } from '../token';
import { echo, type World } from '../world';
import {
  answer,
  authorizationPolicy,
  destinationRule,
  front,
  gateway,
  peerAuthentication,
  prefix,
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

const CLIENT = 'demo/client';
const SERVER = 'http://server:8080';
const FRONT = 'http://front:8090/';
const signer = new TokenSigner();

const ask = (world: World, url = `${SERVER}/`) => world.ask(CLIENT, url);
/** The rules let a request fail at the proxy that sends it. */
const leadsNowhere =
  (url = `${SERVER}/`) =>
  async (world: World) =>
    equal((await ask(world, url)).status, 503);

const atFront = (name: string, ...http: object[]) =>
  virtualService(name, { hosts: ['shop.example.com'], gateways: ['front'], http });
const door = (server: object) =>
  gateway('front', { selector: { istio: 'ingressgateway' }, servers: [{ hosts: ['shop.example.com'], ...server }] });
const HTTP = { port: { number: 80, name: 'http', protocol: 'HTTP' } };
const delay = { fault: { delay: { fixedDelay: '2s', percentage: { value: 100 } } } };
const slow = { timeout: '1s', retries: { attempts: 3, perTryTimeout: '0.6s', retryOn: '5xx' } };
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
const outsideAt443 = {
  hosts: ['one.example.com'],
  ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
  resolution: 'DNS',
};
const outside = serviceEntry('one', outsideAt443);
const leafOf = (match: object) => virtualService('leaf', { http: [answer('leaf', match)] });
const toPlain = (rest: object) =>
  service('other', { selector: { app: 'client' }, ports: [{ name: 'http', port: 8080 }], ...rest }, 'plain');
const appOf = (given: Answer) => (given.status === 200 ? echo(given).app : undefined);
const hidden = (exportTo: string) =>
  service('hidden', { selector: { app: 'client' }, ports: [{ name: 'http', port: 8080 }] }, 'plain', {
    'networking.istio.io/exportTo': exportTo,
  });

const MISTAKES: readonly Mistake[] = [
  {
    code: 'MESH0101',
    effect: 'the timeout does not cut a delay short',
    mistaken: [rules(to({ timeout: '0.5s', ...delay }))],
    mended: [rules(to({ timeout: '0.5s' }))],
    check: async (world) => {
      const { status, milliseconds } = await ask(world);
      equal(status, 200);
      ok(milliseconds >= 2000);
    },
  },
  {
    code: 'MESH0101',
    effect: 'retries do not help against an abort',
    mistaken: [rules(to({ retries: { attempts: 5 }, fault: { abort: { httpStatus: 503, percentage: { value: 50 } } } }))],
    mended: [rules(to({ retries: { attempts: 5 } }))],
    check: async (world) => {
      const answers = await world.askMany(CLIENT, `${SERVER}/`, { times: 60 });
      const failed = answers.filter(({ status }) => status === 503).length;
      ok(failed > 10 && failed < 50, `${failed} of 60 failed`);
    },
  },
  {
    code: 'MESH0103',
    effect: 'the timeout ends a request before its retries do',
    mistaken: [rules(to(slow))],
    mended: [rules(to({ ...slow, timeout: '10s' }))],
    check: async (world) => {
      const { status, milliseconds } = await ask(world, `${SERVER}/?sleep=5`);
      equal(status, 504);
      ok(milliseconds < 2000, `it took ${milliseconds} ms`);
    },
  },
  {
    code: 'MESH0104',
    effect: 'a rule behind a shorter prefix never answers',
    mistaken: [rules(answer('wide', prefix('/api')), answer('narrow', prefix('/api/v2')))],
    mended: [rules(answer('narrow', prefix('/api/v2')), answer('wide', prefix('/api')))],
    check: async (world) => equal((await ask(world, `${SERVER}/api/v2/items`)).body, 'wide'),
  },
  {
    code: 'MESH0105',
    effect: 'of two rules for the same requests of a gateway the older one answers',
    mistaken: [door(HTTP), atFront('a', answer('a', prefix('/x'))), atFront('b', answer('b', prefix('/x')))],
    mended: [door(HTTP), atFront('a', answer('a', prefix('/x/a'))), atFront('b', answer('b', prefix('/x')))],
    check: async (world) => equal((await world.enter('http://shop.example.com/x/b')).body, 'a'),
  },
  {
    code: 'MESH0106',
    effect: 'a rule whose delegate is missing is left out, and the next one answers',
    mistaken: [rules({ ...prefix('/special'), delegate: { name: 'special' } }, answer('next'))],
    mended: [
      rules({ ...prefix('/special'), delegate: { name: 'special' } }, answer('next')),
      virtualService('special', { http: [answer('special')] }),
    ],
    check: async (world) => equal((await ask(world, `${SERVER}/special`)).body, 'next'),
  },
  {
    code: 'MESH0107',
    effect: 'rules for HTTP are not looked at on a port for TCP',
    mistaken: [front('tcp'), virtualService('front', { hosts: ['front'], http: [answer('rules')] })],
    mended: [front('http'), virtualService('front', { hosts: ['front'], http: [answer('rules')] })],
    check: async (world) => equal(echo(await ask(world, FRONT)).app, 'server'),
  },
  {
    code: 'MESH0109',
    effect: 'a host with a dot is not completed, and a route to it leads nowhere',
    mistaken: [rules(to({}, { host: 'reviews.bookinfo', port: { number: 9080 } }))],
    mended: [rules(to({}, { host: 'reviews.bookinfo.svc.cluster.local', port: { number: 9080 } }))],
    check: leadsNowhere(),
  },
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
    code: 'MESH0108',
    effect: 'a destination without a port takes that of the caller, and leads nowhere where the Service has another',
    mistaken: [front('http'), rules(to({}, { host: 'front' }))],
    mended: [front('http'), rules(to({}, { host: 'front', port: { number: 8090 } }))],
    check: leadsNowhere(),
  },
  {
    code: 'MESH0110',
    effect: 'a match for a namespace without callers is never asked',
    mistaken: [rules(answer('matched', { match: [{ sourceNamespace: 'nowhere' }] }), answer('other'))],
    mended: [rules(answer('matched', { match: [{ sourceNamespace: 'demo' }] }), answer('other'))],
    check: async (world) => equal((await ask(world)).body, 'other'),
  },
  {
    code: 'MESH0111',
    effect: 'sourceLabels beside gateways are not looked at',
    mistaken: [rules(answer('matched', { match: [{ gateways: ['mesh'], sourceLabels: { app: 'server' } }] }), answer('other'))],
    mended: [rules(answer('matched', { match: [{ sourceLabels: { app: 'server' } }] }), answer('other'))],
    check: async (world) => equal((await ask(world)).body, 'matched'),
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
    code: 'MESH0112',
    effect: 'a fault without percentage is for no request',
    mistaken: [rules(to({ fault: { abort: { httpStatus: 418 } } }))],
    mended: [rules(to({ fault: { abort: { httpStatus: 418, percentage: { value: 100 } } } }))],
    check: async (world) => equal((await ask(world)).status, 200),
  },
  {
    code: 'MESH0116',
    effect: 'a rule of a delegate outside of the prefix is left out',
    mistaken: [
      rules({ ...prefix('/a'), delegate: { name: 'leaf' } }, answer('next')),
      leafOf({ match: [{ uri: { regex: '/a/.*' } }] }),
    ],
    mended: [rules({ ...prefix('/a'), delegate: { name: 'leaf' } }, answer('next')), leafOf(prefix('/a/'))],
    check: async (world) => equal((await ask(world, `${SERVER}/a/b`)).body, 'next'),
  },
  {
    code: 'MESH0117',
    effect: 'a route to a Service without an address leads to the address that was called',
    mistaken: [toPlain({ clusterIP: 'None' }), rules(to({}, { host: 'other.plain.svc.cluster.local' }))],
    mended: [toPlain({}), rules(to({}, { host: 'other.plain.svc.cluster.local' }))],
    check: async (world) => notEqual(appOf(await ask(world)), 'client'),
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
    code: 'MESH0113',
    effect: 'nobody can call a host without a Service',
    mistaken: [virtualService('front', { hosts: ['front'], http: [to({}, { host: 'server', port: { number: 8080 } })] })],
    mended: [
      front('http'),
      virtualService('front', { hosts: ['front'], http: [to({}, { host: 'server', port: { number: 8080 } })] }),
    ],
    check: async (world) => equal((await ask(world, FRONT)).status, 0),
  },
  {
    code: 'MESH0114',
    effect: 'retries without retryOn do not try an answer of 503 again',
    mistaken: [rules(to({ retries: { attempts: 3 } }))],
    mended: [rules(to({ retries: { attempts: 3, retryOn: '5xx' } }))],
    check: async (world) => {
      const before = Date.now();
      const { status, body } = await ask(world, `${SERVER}/?status=503`);
      equal(status, 503);
      equal(JSON.parse(body).headers['x-envoy-attempt-count'], '1', `after ${Date.now() - before} ms`);
    },
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
];

/** Each rule of the analyzer whose mistake requests can show. */
export const analysis: readonly Case[] = MISTAKES.map(mistakeCase);
