import { equal, match, ok } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import {
  abTest,
  byCookie,
  Canary,
  type CanaryProps,
  circuitBreaker,
  Destination,
  DestinationRule,
  type DestinationRuleProps,
  ejectOutliers,
  type HttpRoute,
  retryWithin,
  type StickyBy,
  split,
  stickyBy,
  VirtualService,
} from '../../../lib';
import type { Case } from '../case';
import { expectShare } from '../chance';
import type { Change, Program } from '../program';
import { sentTo } from '../sent-to';
import { PORT } from '../test-app';
import { echo, type World } from '../world';

const SERVER = `http://server:${PORT}`;
const CLIENT = 'demo/client';
const metadata = { namespace: 'demo' };

const versionsOf = async (world: World, times: number, headers: Record<string, string> = {}): Promise<string[]> =>
  (await world.askMany(CLIENT, SERVER, { times, headers })).map((answer) => echo(answer).version);

const all = (versions: readonly string[], wanted: string) => equal([...new Set(versions)].join(), wanted);

function canary(step: CanaryProps<string, 10>['step']): Change {
  return {
    traffic: ({ stages, server }) =>
      new Canary(stages.traffic, 'server', {
        namespace: 'demo',
        service: server.service,
        stable: 'v1',
        canary: 'v2',
        steps: [10],
        step,
        testers: [{ headers: { 'x-tester': { exact: 'yes' } } }],
      }),
  };
}

/** Rules for requests to the server, which know its versions. */
function routes(rules: (server: DestinationRule<'v1' | 'v2'>) => readonly HttpRoute[]): Change {
  return {
    traffic: ({ stages, server }) => {
      const subsets = { v1: { version: 'v1' }, v2: { version: 'v2' } };
      const rule = new DestinationRule(stages.traffic, 'server-versions', { metadata, host: server.service, subsets });
      new VirtualService(stages.traffic, 'server', { metadata, hosts: [rule.host], http: rules(rule) });
    },
  };
}

/** How the pods of the server are called. */
function policy(trafficPolicy: DestinationRuleProps['trafficPolicy']): Change {
  return {
    traffic: ({ stages, server }: Program) =>
      new DestinationRule(stages.traffic, 'server', { metadata, host: server.service, trafficPolicy }),
  };
}

/** Three further tries of what fails. */
function retrying({ stages, server }: Program, props: Pick<DestinationRuleProps, 'trafficPolicy'>): void {
  const rule = new DestinationRule(stages.traffic, 'server-retries', { metadata, host: server.service, ...props });
  new VirtualService(stages.traffic, 'server', {
    metadata,
    hosts: [rule.host],
    http: [{ route: [{ destination: rule.destination() }], retries: { attempts: 3, retryOn: '5xx' } }],
  });
}

const podsOf = async (world: World, path: string, headers: Record<string, string> = {}) => {
  const answers = await world.askMany(CLIENT, `${SERVER}${path}`, { times: 40, headers });
  return new Set(answers.map((answer) => echo(answer).pod)).size;
};

const sticky = (by: StickyBy) => policy({ loadBalancer: stickyBy(by) });

export const recipesTraffic: readonly Case[] = [
  {
    name: 'recipe canary: its share goes to the new version, and testers always do',
    rule: canary(10),
    check: async (world) => {
      const versions = await versionsOf(world, 1000);
      expectShare('v2', versions.filter((version) => version === 'v2').length, 1000, 10);
      all(await versionsOf(world, 20, { 'x-tester': 'yes' }), 'v2');
    },
  },
  {
    name: 'recipe canary: finished, all goes to the new version, as at 100',
    rule: canary('finished'),
    mutant: canary(0),
    check: async (world) => all(await versionsOf(world, 40), 'v2'),
  },
  {
    name: 'recipe split: shares of subsets',
    rule: routes((server) => [{ route: split(server, { v1: 75, v2: 25 }) }]),
    check: async (world) => {
      const versions = await versionsOf(world, 1000);
      expectShare('v2', versions.filter((version) => version === 'v2').length, 1000, 25);
    },
  },
  {
    name: 'recipe A/B by cookie: the variant of the cookie, among others',
    rule: routes((server) => [
      { match: [byCookie('group', 'b.2')], route: [{ destination: server.subset('v2') }] },
      { route: [{ destination: server.subset('v1') }] },
    ]),
    check: async (world) => {
      for (const cookie of ['group=b.2', 'a=1; group=b.2; z=2']) all(await versionsOf(world, 10, { cookie }), 'v2');
      for (const cookie of ['group=bX2', 'mygroup=b.2', 'group=b.22']) all(await versionsOf(world, 10, { cookie }), 'v1');
      all(await versionsOf(world, 10), 'v1');
    },
  },
  {
    name: 'recipe A/B test: a visitor gets a variant, and with the cookie the same again',
    rule: routes((rule) => abTest({ rule, cookie: 'group', shares: { v1: 70, v2: 30 }, lifetime: Duration.hours(1) })),
    check: async (world) => {
      const answers = await world.askMany(CLIENT, SERVER, { times: 500 });
      expectShare('v2', answers.filter((answer) => echo(answer).version === 'v2').length, 500, 30);
      for (const answer of answers) {
        equal(`${answer.headers['set-cookie']}`, `group=${echo(answer).version}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax`);
      }
      for (const group of ['v1', 'v2']) all(await versionsOf(world, 20, { cookie: `group=${group}` }), group);
    },
  },
  {
    name: 'recipe mirroring: a share of the requests is copied, the answers are of the first',
    rule: routes((server) => [
      { route: [{ destination: server.subset('v1') }], mirrors: [{ destination: server.subset('v2'), percentage: 40 }] },
    ]),
    mutant: routes((server) => [{ route: [{ destination: server.subset('v1') }] }]),
    check: async (world) => {
      const before = await sentTo(world, 'v2');
      all(await versionsOf(world, 500), 'v1');
      expectShare('copies', (await sentTo(world, 'v2')) - before, 500, 40);
    },
  },
  {
    name: 'recipe sticky by cookie: the proxy makes one, and with it the pod is the same',
    rule: sticky({ cookie: 'server-pod' }),
    check: async (world) => {
      const { headers } = await world.ask(CLIENT, SERVER);
      const made = `${headers['set-cookie']}`;
      match(made, /^server-pod="?\w+"?; .*HttpOnly/);
      match(made, /SameSite=Lax/);
      equal(await podsOf(world, '/', { cookie: made.replace(/;.*/, '') }), 1);
    },
  },
  {
    name: 'recipe sticky by query parameter: the pod is the same',
    rule: sticky({ query: 'user' }),
    check: async (world) => equal(await podsOf(world, '/?user=jason'), 1),
  },
  {
    name: 'recipe sticky by source address: the pod is the same',
    rule: sticky({ sourceIp: true }),
    check: async (world) => equal(await podsOf(world, '/'), 1),
  },
  {
    name: 'recipe retries within a budget: four tries, and no answer after the budget',
    rule: routes((server) => [
      { route: [{ destination: server.destination() }], ...retryWithin({ budget: Duration.seconds(1), attempts: 3 }) },
    ]),
    check: async (world) => {
      equal(echo(await world.ask(CLIENT, `${SERVER}/?status=503`)).headers['x-envoy-attempt-count'], '4');
      const { status, milliseconds } = await world.ask(CLIENT, `${SERVER}/?sleep=3`);
      equal(status, 504);
      ok(milliseconds >= 950 && milliseconds < 1300, `it took ${milliseconds} ms`);
    },
  },
  {
    name: 'recipe retry budget: of many requests that fail at a time, few are tried again',
    rule: { traffic: (program) => retrying(program, { trafficPolicy: { retryBudget: { percent: 1, minRetryConcurrency: 1 } } }) },
    mutant: { traffic: (program) => retrying(program, {}) },
    check: async (world) => {
      const answers = await world.askMany(CLIENT, `${SERVER}/?status=503&sleep=0.2`, { times: 40, together: 40 });
      const tries = answers.map((answer) => Number(echo(answer).headers['x-envoy-attempt-count'] ?? 1));
      ok(tries.filter((count) => count === 1).length > 20, `the requests were tried ${tries.join(', ')} times`);
    },
  },
  {
    name: 'recipe circuit breaker: requests beyond the limit are turned away',
    rule: policy({ ...circuitBreaker({ connections: 1 }) }),
    check: async (world) => {
      const answers = await world.askMany(CLIENT, `${SERVER}/?sleep=0.3`, { times: 10, together: 10 });
      ok(
        answers.some(({ status, headers }) => status === 503 && headers['x-envoy-overloaded'] === 'true'),
        'no request was turned away',
      );
      ok(
        answers.some(({ status }) => status === 200),
        'no request was answered',
      );
    },
  },
  {
    name: 'recipe outlier detection: one of two pods is left out when it fails',
    rule: policy({ ...ejectOutliers({ failures: 3 }) }),
    check: async (world) => {
      await world.askMany(CLIENT, `${SERVER}/?status=503`, { times: 20, together: 1 });
      equal(await podsOf(world, '/'), 1);
    },
  },
  {
    name: 'recipe timeout: no answer within it is a 504',
    rule: {
      traffic: ({ stages, server }) =>
        new VirtualService(stages.traffic, 'server', {
          metadata,
          hosts: ['server'],
          http: [{ route: [{ destination: Destination.service(server.service) }], timeout: Duration.millis(300) }],
        }),
    },
    check: async (world) => equal((await world.ask(CLIENT, `${SERVER}/?sleep=1`)).status, 504),
  },
];
