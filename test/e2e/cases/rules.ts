import { equal, ok } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import { Destination, DestinationRule, FaultInjection, type HttpRoute, VirtualService } from '../../../lib';
import type { Case } from '../case';
import { expectShare } from '../chance';
import type { Change } from '../program';
import { PORT } from '../test-app';
import { echo, type World } from '../world';

const SERVER = `http://server:${PORT}`;
const CLIENT = 'demo/client';

/** One rule for requests to the server. */
function route(rule: Partial<HttpRoute>): Change {
  return {
    traffic: ({ stages, server }) =>
      new VirtualService(stages.traffic, 'server', {
        metadata: { namespace: 'demo' },
        hosts: ['server'],
        http: [{ route: [{ destination: Destination.service(server.service) }], ...rule } as HttpRoute],
      }),
  };
}

const ask = (world: World, path: string, headers?: Record<string, string>) => world.ask(CLIENT, `${SERVER}${path}`, { headers });

export const rules: readonly Case[] = [
  {
    name: 'timeout: no answer within 0.5 s is a 504 after 0.5 s',
    rule: route({ timeout: Duration.millis(500) }),
    check: async (world) => {
      const { status, milliseconds } = await ask(world, '/?sleep=2');
      equal(status, 504);
      ok(milliseconds >= 500 && milliseconds < 800, `it took ${milliseconds} ms`);
    },
  },
  {
    name: 'retries: a request that fails with 503 is tried three times more',
    rule: route({ retries: { attempts: 3, retryOn: '5xx', perTryTimeout: Duration.seconds(2) } }),
    check: async (world) => {
      equal(echo(await ask(world, '/?status=503')).headers['x-envoy-attempt-count'], '4');
    },
  },
  {
    name: 'rewrite and headers: the server sees another path and what is added',
    rule: route({
      match: [{ uri: { prefix: '/old/' } }],
      rewrite: { uri: '/new/' },
      headers: { request: { set: { 'x-set': 'yes' } }, response: { remove: ['x-app'] } },
    }),
    check: async (world) => {
      const answer = await ask(world, '/old/page');
      equal(echo(answer).path, '/new/page');
      equal(echo(answer).headers['x-set'], 'yes');
      equal(answer.headers['x-app'], undefined);
    },
  },
  {
    name: 'redirect: the client is sent elsewhere',
    rule: route({ route: undefined, redirect: { uri: '/new', authority: 'new.example.com', redirectCode: 302 } }),
    check: async (world) => {
      const { status, headers } = await ask(world, '/old');
      equal(status, 302);
      equal(headers['location'], 'http://new.example.com/new');
    },
  },
  {
    name: 'direct response: the proxy answers itself',
    rule: route({ route: undefined, directResponse: { status: 418, body: { string: 'tea' } } }),
    check: async (world) => {
      const { status, body } = await ask(world, '/');
      equal(`${status} ${body}`, '418 tea');
    },
  },
  {
    name: 'fault injection: three requests in ten fail',
    rule: {
      traffic: ({ stages, server }) => {
        const virtualService = new VirtualService(stages.traffic, 'server', {
          metadata: { namespace: 'demo' },
          hosts: ['server'],
          http: [{ route: [{ destination: Destination.service(server.service) }] }],
        });
        new FaultInjection(stages.traffic, 'fault', { virtualService, abort: { httpStatus: 503, percentage: 30 } });
      },
    },
    check: async (world) => {
      const answers = await world.askMany(CLIENT, SERVER, { times: 1000 });
      expectShare('failures', answers.filter(({ status }) => status === 503).length, 1000, 30);
    },
  },
  {
    name: 'subsets: requests go to the version that is named',
    rule: {
      traffic: ({ stages, server }) => {
        const metadata = { namespace: 'demo' };
        const rule = new DestinationRule(stages.traffic, 'server-versions', {
          metadata,
          host: server.service,
          subsets: { v2: { version: 'v2' } },
        });
        new VirtualService(stages.traffic, 'server', {
          metadata,
          hosts: [rule.host],
          http: [{ route: [{ destination: rule.subset('v2') }] }],
        });
      },
    },
    check: async (world) => {
      const answers = await world.askMany(CLIENT, SERVER, { times: 20 });
      equal(answers.filter((answer) => echo(answer).version === 'v2').length, 20);
    },
  },
  {
    name: 'consistent hash: requests with one header value go to one pod',
    rule: {
      traffic: ({ stages, server }) =>
        new DestinationRule(stages.traffic, 'server', {
          metadata: { namespace: 'demo' },
          host: server.service,
          trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } },
        }),
    },
    check: async (world) => {
      const answers = await world.askMany(CLIENT, SERVER, { times: 40, headers: { 'x-user': 'jason' } });
      equal(new Set(answers.map((answer) => echo(answer).pod)).size, 1);
    },
  },
  {
    name: 'circuit breaker: requests beyond the limit are turned away',
    rule: {
      traffic: ({ stages, server }) =>
        new DestinationRule(stages.traffic, 'server', {
          metadata: { namespace: 'demo' },
          host: server.service,
          trafficPolicy: {
            connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1, http2MaxRequests: 1 } },
          },
        }),
    },
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
];
