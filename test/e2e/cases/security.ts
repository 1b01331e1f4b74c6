import { equal, notEqual, ok } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import {
  Access,
  AuthorizationPolicy,
  CallGraph,
  DenyByDefault,
  ExternalAuthorization,
  MutualTls,
  RequireToken,
} from '../../../lib';
import type { Case } from '../case';
import type { Change, Program } from '../program';
import { PORT, TestApp } from '../test-app';
import { ISSUER, TokenSigner } from '../token';
import { echo, type World } from '../world';

const SERVER = `http://server.demo:${PORT}`;
const RATINGS = 'http://ratings.bookinfo:9080/ratings/0';
const SERVICES = ['productpage', 'details', 'reviews', 'ratings'] as const;

const signer = new TokenSigner();
const jason = { authorization: `Bearer ${signer.token({ group: 'buyers' })}` };
const stranger = { authorization: `Bearer ${signer.token({ group: 'guests' })}` };
const forger = { authorization: `Bearer ${new TokenSigner().token({ group: 'buyers' })}` };

const openApp: NonNullable<Change['apps']> = ({ stages }) => void new TestApp(stages.apps, 'open', { namespace: 'demo' });

function callGraph({ bookinfo, ingress, istio, stages }: Program, { sidecars }: { sidecars: boolean }): void {
  const graph = new CallGraph(stages.traffic, 'calls', { controlPlane: istio, sidecars });
  const productpage = graph.workload('productpage', bookinfo.productpage);
  const details = graph.workload('details', bookinfo.details);
  const reviews = graph.workload('reviews', bookinfo.reviews);
  const ratings = graph.workload('ratings', bookinfo.ratings);
  graph.caller('ingress', ingress).calls(productpage);
  productpage.calls(details, { methods: ['GET'] }).calls(reviews, { paths: ['/reviews/*'] });
  reviews.calls(ratings);
}

const DECLARED = ['productpage details', 'productpage reviews', 'reviews ratings'];

/** Every microservice calls every other one. */
async function callEachOther(world: World, refused: (status: number) => boolean): Promise<void> {
  for (const from of SERVICES) {
    for (const to of SERVICES.filter((name) => name !== from)) {
      const { status } = await world.ask(`bookinfo/${from}`, `http://${to}:9080/${to}/0`);
      const call = `${from} ${to}`;
      if (DECLARED.includes(call)) equal(status, 200, call);
      else ok(refused(status), `${call}: ${status}`);
    }
  }
}

async function showPage(world: World): Promise<void> {
  const { body, status } = await world.enter('http://bookinfo.example.com/productpage');
  equal(status, 200);
  ok(body.includes('William Shakespeare') && body.includes('"stars":"red"') && body.includes('"Reviewer1":5'), body);
}

const MARKER = '/marker';

/** With a policy after it that refuses one path: once that is seen, the other has reached the proxies as well. */
function denyByDefault({ traffic }: Program['stages'], { dryRun }: { readonly dryRun: boolean }): void {
  new DenyByDefault(traffic, 'nothing', { namespace: 'demo', dryRun });
  new AuthorizationPolicy(traffic, 'marker', {
    metadata: { namespace: 'demo' },
    action: 'DENY',
    rules: [{ to: [{ operation: { paths: [MARKER] } }] }],
  });
}

export const security: readonly Case[] = [
  {
    name: 'mutual TLS, permissive: plain text is taken',
    rule: { traffic: ({ stages }) => new MutualTls(stages.traffic, 'mtls', { namespace: 'demo', step: 'permissive' }) },
    mutant: { traffic: ({ stages }) => new MutualTls(stages.traffic, 'mtls', { namespace: 'demo', step: 'strict' }) },
    check: async (world) => {
      equal((await world.ask('plain/client', SERVER)).status, 200);
    },
  },
  {
    name: 'mutual TLS, strict: plain text is refused, but on ports that stay open',
    apps: openApp,
    rule: {
      traffic: ({ istio, stages }) =>
        new MutualTls(stages.traffic, 'mtls', {
          mesh: istio,
          step: 'strict',
          plainPorts: [{ workload: { labels: { app: 'open' }, namespace: 'demo' }, ports: [PORT] }],
        }),
    },
    check: async (world) => {
      equal((await world.ask('plain/client', SERVER)).error, 'ECONNRESET');
      equal((await world.ask('plain/client', `http://open.demo:${PORT}`)).status, 200);
      equal((await world.ask('demo/client', SERVER)).status, 200);
    },
  },
  {
    name: 'deny by default: nobody calls anybody in the namespace',
    rule: { traffic: ({ stages }) => new DenyByDefault(stages.traffic, 'nothing', { namespace: 'demo' }) },
    check: async (world) => {
      equal((await world.ask('demo/client', SERVER)).status, 403);
      equal((await world.ask('bookinfo/reviews', RATINGS)).status, 200);
    },
  },
  {
    name: 'deny by default in the mesh: nobody calls anybody, and nothing comes in',
    rule: { traffic: ({ istio, stages }) => new DenyByDefault(stages.traffic, 'nothing', { mesh: istio }) },
    check: async (world) => {
      equal((await world.ask('demo/client', SERVER)).status, 403);
      equal((await world.enter('http://bookinfo.example.com/productpage')).status, 403);
    },
  },
  {
    name: 'deny by default, dry run: nothing is refused',
    rule: { traffic: ({ stages }) => denyByDefault(stages, { dryRun: true }) },
    mutant: { traffic: ({ stages }) => denyByDefault(stages, { dryRun: false }) },
    check: async (world) => {
      for (let tries = 0; tries < 50 && (await world.ask('demo/client', `${SERVER}${MARKER}`)).status === 200; tries++) {
        await setTimeout(200);
      }
      equal((await world.ask('demo/client', `${SERVER}${MARKER}`)).status, 403);
      equal((await world.ask('demo/client', SERVER)).status, 200);
    },
  },
  {
    name: 'access by principal: reviews may call ratings, details may not',
    rule: {
      traffic: ({ bookinfo, stages }) =>
        new Access(stages.traffic, 'ratings', { to: bookinfo.ratings, callers: [bookinfo.reviews] }),
    },
    check: async (world) => {
      equal((await world.ask('bookinfo/reviews', RATINGS)).status, 200);
      equal((await world.ask('bookinfo/details', RATINGS)).status, 403);
    },
  },
  {
    name: 'access by namespace: demo may call the server, bookinfo and whoever has no sidecar may not',
    rule: {
      traffic: ({ server, stages }) => new Access(stages.traffic, 'server', { to: server, namespaces: ['demo'] }),
    },
    check: async (world) => {
      equal((await world.ask('demo/client', SERVER)).status, 200);
      equal((await world.ask('bookinfo/details', SERVER)).status, 403);
      equal((await world.ask('plain/client', SERVER)).status, 403);
    },
  },
  {
    name: 'access by path and method: one path may be read',
    rule: {
      traffic: ({ server, stages }) =>
        new Access(stages.traffic, 'server', {
          to: server,
          namespaces: ['demo'],
          methods: ['GET'],
          paths: ['/items/{*}/price'],
        }),
    },
    check: async (world) => {
      const ask = async (path: string, method: string) => (await world.ask('demo/client', `${SERVER}${path}`, { method })).status;
      equal(await ask('/items/1/price', 'GET'), 200);
      equal(await ask('/items/1/price', 'DELETE'), 403);
      equal(await ask('/items/1/2/price', 'GET'), 403);
    },
  },
  {
    name: 'a token is required, with a claim, but on open paths',
    rule: {
      traffic: ({ server, stages }) =>
        new RequireToken(stages.traffic, 'server', {
          of: server,
          tokens: [{ issuer: ISSUER, jwks: { keys: [signer.key] } }],
          claims: { group: ['buyers'] },
          openPaths: ['/health'],
        }),
    },
    check: async (world) => {
      const ask = async (headers: Record<string, string> = {}, path = '/') =>
        (await world.ask('demo/client', `${SERVER}${path}`, { headers })).status;
      equal(await ask(), 403);
      equal(await ask(forger), 401);
      equal(await ask(stranger), 403);
      equal(await ask(jason), 200);
      equal(await ask({}, '/health'), 200);
    },
  },
  {
    name: 'external authorization: a service of ours is asked, and decides',
    apps: ({ stages }) => new TestApp(stages.apps, 'authorizer', { namespace: 'demo' }),
    rule: {
      traffic: ({ istio, server, stages }) =>
        new ExternalAuthorization(stages.traffic, 'our-authorizer', {
          controlPlane: istio,
          envoyExtAuthzHttp: { service: { name: 'authorizer', metadata: { namespace: 'demo' } }, port: PORT },
          of: server,
          rules: [{ to: [{ operation: { notPaths: ['/health'] } }] }],
        }),
    },
    check: async (world) => {
      const ask = (path: string) => world.ask('demo/client', `${SERVER}${path}`);
      const refused = await ask('/?status=401');
      equal(`${refused.status} ${echo(refused).app}`, '401 authorizer');
      equal(echo(await ask('/')).app, 'server');
      equal(echo(await ask('/health?status=401')).app, 'server');
    },
  },
  {
    name: 'call graph: what is declared works, all else is refused by who is called',
    rule: { bookinfo: { reviews: 'v3' }, traffic: (program) => callGraph(program, { sidecars: false }) },
    check: async (world) => {
      await callEachOther(world, (status) => status === 403);
      equal((await world.ask('demo/client', RATINGS)).status, 403);
      await showPage(world);
    },
  },
  {
    name: 'call graph with sidecars: what is not declared is not even known to who calls',
    rule: { bookinfo: { reviews: 'v3' }, traffic: (program) => callGraph(program, { sidecars: true }) },
    check: async (world) => {
      await callEachOther(world, (status) => status === 502 || status === 0);
      equal((await world.ask('demo/client', RATINGS)).status, 403);
      notEqual((await world.ask('bookinfo/ratings', 'http://example.com/')).status, 200);
      await showPage(world);
    },
  },
];
