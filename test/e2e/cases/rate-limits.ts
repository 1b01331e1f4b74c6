import { equal, ok } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import { GlobalRateLimit, type LocalLimit, LocalRateLimit, RateLimitService, RequestAuthentication } from '../../../lib';
import type { Case } from '../case';
import type { Change, Program } from '../program';
import { PORT } from '../test-app';
import { ISSUER, TokenSigner } from '../token';
import type { World } from '../world';

const SERVER = `http://server.demo:${PORT}`;
const CLIENT = 'demo/client';
/** Pods of the server, of which each counts for itself. */
const PODS = 2;
const AN_HOUR = Duration.hours(1);

const signer = new TokenSigner();
const workloadOf = ({ server }: Program) => ({ labels: { app: server.service.name }, namespace: 'demo' });

function limited(limits: readonly [LocalLimit, ...LocalLimit[]]): Change['traffic'] {
  return (program) =>
    new LocalRateLimit(program.stages.traffic, 'limit', { workload: workloadOf(program), limits, headers: true });
}

let tries = 0;
/** A client that nobody has seen before. */
const newcomer = () => `client-${tries++}`;

/** How many of 20 requests pass; the others are turned away. */
async function passes(world: World, headers: Record<string, string>, from = CLIENT, path = '/'): Promise<number> {
  const answers = await world.askMany(from, `${SERVER}${path}`, { times: 20, together: 4, headers });
  const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
  equal(count(200) + count(429), 20, `other answers: ${answers.map(({ status }) => status).join(' ')}`);
  return count(200);
}

export const rateLimits: readonly Case[] = [
  {
    name: 'local rate limit: requests of some kind beyond the limit of each pod are a 429, others pass',
    rule: { traffic: limited([{ method: 'GET', pathPrefix: '/limited/', requests: 3, per: AN_HOUR }]) },
    check: async (world) => {
      equal(await passes(world, {}), 20);
      ok((await passes(world, {}, CLIENT, '/limited/')) <= 3 * PODS, 'more than the limit passed');
      const { status, headers } = await world.ask(CLIENT, `${SERVER}/limited/`);
      equal(`${status} ${headers['x-ratelimit-limit']}`, '429 3');
    },
  },
  {
    name: 'local quota per client, by header: each has its own, and one has another',
    rule: {
      traffic: limited([
        { by: { header: 'x-user' }, requests: 3, per: AN_HOUR },
        { by: { header: 'x-user' }, client: 'gold', requests: 1000, per: AN_HOUR },
      ]),
    },
    check: async (world) => {
      for (const _ of [1, 2]) equal(await passes(world, { 'x-user': newcomer() }), 3 * PODS);
      equal(await passes(world, { 'x-user': 'gold' }), 20);
      equal(await passes(world, {}), 20);
    },
  },
  {
    name: 'local quota per client, by principal: one workload uses up its own alone',
    rule: { traffic: limited([{ by: 'principal', requests: 15, per: AN_HOUR }]) },
    check: async (world) => {
      await passes(world, {});
      await passes(world, {});
      equal(await passes(world, {}), 0);
      ok((await passes(world, {}, 'bookinfo/productpage')) > 0, 'another client was turned away');
    },
  },
  {
    name: 'local quota per client, by a claim of the token',
    rule: {
      traffic: (program) => {
        limited([{ by: { claim: 'sub' }, requests: 3, per: AN_HOUR }])?.(program);
        new RequestAuthentication(program.stages.traffic, 'tokens', {
          metadata: { namespace: 'demo' },
          jwtRules: [{ issuer: ISSUER, jwks: { keys: [signer.key] } }],
        });
      },
    },
    check: async (world) => {
      const tokenOf = (sub: string) => ({ authorization: `Bearer ${signer.token({ sub })}` });
      for (const _ of [1, 2]) equal(await passes(world, tokenOf(newcomer())), 3 * PODS);
      equal(await passes(world, {}), 20);
    },
  },
  {
    name: 'global rate limit: all pods together let so many pass, for each client, and for one of them more',
    rule: {
      traffic: (program) => {
        const service = new RateLimitService(program.stages.apps, 'rate-limits', { namespace: 'demo', replicas: 1 });
        new GlobalRateLimit(program.stages.traffic, 'limit', {
          service,
          workload: workloadOf(program),
          limits: [
            { by: { header: 'x-user' }, requests: 5, per: 'day' },
            { by: { header: 'x-user' }, client: 'gold', requests: 1000, per: 'day' },
            { pathPrefix: '/closed/', method: 'GET', requests: 1, per: 'day' },
          ],
          denyOnFailure: true,
          timeout: Duration.seconds(2),
          headers: true,
        });
      },
    },
    check: async (world) => {
      for (const _ of [1, 2]) equal(await passes(world, { 'x-user': newcomer() }), 5);
      equal(await passes(world, { 'x-user': 'gold' }), 20);
      equal(await passes(world, {}), 20);
      ok((await passes(world, {}, CLIENT, '/closed/')) <= 1, 'more than the limit passed');
      const { headers } = await world.ask(CLIENT, `${SERVER}/`, { headers: { 'x-user': newcomer() } });
      equal(headers['x-ratelimit-remaining'], '4');
    },
  },
  {
    name: 'local rate limit at the gateway: what comes in is limited, calls in the mesh are not',
    rule: {
      traffic: ({ stages, ingress }) =>
        new LocalRateLimit(stages.traffic, 'limit', { workload: ingress, limits: [{ requests: 3, per: AN_HOUR }] }),
    },
    check: async (world) => {
      const answers = await world.enterMany('http://bookinfo.example.com/productpage', { times: 6 });
      const count = answers.filter(({ status }) => status === 429).length;
      ok(count >= 3, `${count} of 6 were turned away`);
      equal(await passes(world, {}), 20);
    },
  },
];
