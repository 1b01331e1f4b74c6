import { deepEqual, ok } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import { constantFrom, dictionary, record, sample } from 'fast-check';
import { AuthorizationPolicy, Destination, DestinationRule, VirtualService, Workload } from '../../../lib';
import { Mesh, readObjects } from '../../../lib/model';
import { type Outcome, requestTo, Simulator } from '../../../lib/simulation';
import type { Answer } from '../../mesh/app/question';
import type { Case } from '../case';
import { type Change, objectsOf, synthesize } from '../program';
import { PORT } from '../test-app';
import { echo, type World } from '../world';

const REQUESTS = 200;
const SEED = 131;
const TOGETHER = 10;

/** Rules of every kind of match and action for one service, and a policy. */
const RULES: Change = {
  bookinfo: { reviews: 'test-v2' },
  traffic: ({ stages, server }) => {
    const metadata = { namespace: 'demo' };
    const versions = new DestinationRule(stages.traffic, 'server-versions', {
      metadata,
      host: server.service,
      subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    });
    const all = [{ destination: Destination.service(server.service) }] as const;
    new VirtualService(stages.traffic, 'server', {
      metadata,
      hosts: [versions.host],
      http: [
        { match: [{ uri: { exact: '/exact' } }], route: [{ destination: versions.subset('v2') }] },
        { match: [{ uri: { regex: '/a|/b' } }], rewrite: { uri: '/regex' }, route: [{ destination: versions.subset('v1') }] },
        { match: [{ uri: { prefix: '/OLD/' }, ignoreUriCase: true }], rewrite: { uri: '/new/' }, route: all },
        {
          match: [{ headers: { 'end-user': { exact: 'jason' } }, queryParams: { beta: { exact: 'yes' } } }],
          route: [{ destination: versions.subset('v2') }],
          headers: { request: { set: { 'x-set': 'set' }, add: { 'x-kind': 'more' }, remove: ['x-gone'] } },
        },
        { match: [{ method: { exact: 'POST' } }], fault: { abort: { httpStatus: 418, percentage: 100 } }, route: all },
        { match: [{ uri: { prefix: '/moved' } }], redirect: { uri: '/there', redirectCode: 307 } },
        { match: [{ uri: { prefix: '/direct' } }], directResponse: { status: 299, body: { string: 'from the proxy' } } },
        {
          match: [{ withoutHeaders: { 'x-kind': { regex: 'b.*' } }, uri: { prefix: '/with' } }],
          timeout: Duration.seconds(5),
          route: all,
        },
        {
          match: [{ uri: { prefix: '/split' } }],
          route: [
            { destination: versions.subset('v1'), weight: 90 },
            { destination: versions.subset('v2'), weight: 10 },
          ],
        },
      ],
    });
    new AuthorizationPolicy(stages.traffic, 'server-policy', {
      metadata,
      selector: Workload.unchecked({ app: 'server' }),
      action: 'DENY',
      rules: [
        {
          to: [{ operation: { paths: ['/exact', '/new/secret*'] } }],
          when: [{ key: 'request.headers[x-kind]', values: ['bad'] }],
        },
      ],
    });
  },
};

interface Asked {
  readonly caller: 'sidecar' | 'gateway';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ASKED = sample(
  record({
    caller: constantFrom<Asked['caller']>('sidecar', 'sidecar', 'sidecar', 'gateway'),
    method: constantFrom('GET', 'GET', 'GET', 'POST', 'PUT'),
    path: constantFrom(
      '/',
      '/exact',
      '/exact/more',
      '/a',
      '/ab',
      '/b',
      '/old/x',
      '/OLD/secret',
      '/moved/x',
      '/direct',
      '/with/x',
      '/split',
      '/nothing',
      '/productpage',
      '/static/x',
    ),
    query: constantFrom('', '', '?beta=yes', '?beta=no', '?x=1&beta=yes'),
    headers: dictionary(constantFrom('end-user', 'x-kind', 'x-gone'), constantFrom('jason', 'bad', 'blue', 'other'), {
      maxKeys: 3,
    }),
  }),
  { seed: SEED, numRuns: REQUESTS },
);

function simulator(): Simulator {
  const objects = objectsOf(synthesize(RULES, { crds: false }), RULES.without);
  return new Simulator(new Mesh(objects.flatMap(({ text }) => readObjects(text, 'program'))));
}

function expected(asked: Asked, mesh: Simulator): Outcome {
  const { caller, method, path, query, headers } = asked;
  return caller === 'sidecar'
    ? mesh.ask(requestTo({ workload: 'client-v1.demo' }, `http://server:${PORT}${path}${query}`, { method, headers }))
    : mesh.ask(
        requestTo({ gateway: 'bookinfo-gateway.bookinfo' }, `http://shop.example.com${path}${query}`, { method, headers }),
      );
}

function ask(world: World, { caller, method, path, query, headers }: Asked): Promise<Answer> {
  if (caller === 'gateway') return world.enter(`http://shop.example.com${path}${query}`, { method, headers });
  return world.ask('demo/client', `http://server:${PORT}${path}${query}`, { method, headers });
}

/** Throws where an answer is none of those that the outcome has. */
function agree(outcome: Outcome, answer: Answer): void {
  const { destinations, status, redirect, body, path, headers = {} } = outcome;
  if (outcome.outcome !== 'route') {
    deepEqual([answer.status, answer.headers['location']], [status, redirect?.location]);
    if (body !== undefined && outcome.outcome === 'direct') deepEqual(answer.body, body);
    return;
  }
  const received = echo(answer);
  const reached = destinations.filter(({ weight }) => weight > 0);
  ok(
    reached.some(
      ({ service, subset }) => service.startsWith(`${received.app}.`) && (subset === '' || subset === received.version),
    ),
    `${received.app} ${received.version} was reached`,
  );
  deepEqual(received.path, path);
  for (const name of ['end-user', 'x-kind', 'x-gone', 'x-set']) {
    deepEqual([name, received.headers[name]?.replaceAll(', ', ',')], [name, headers[name]]); // Node joins what came in several lines
  }
}

async function check(world: World): Promise<void> {
  const mesh = simulator();
  for (let i = 0; i < ASKED.length; i += TOGETHER) {
    await Promise.all(
      ASKED.slice(i, i + TOGETHER).map(async (asked) => {
        const outcome = expected(asked, mesh);
        const answer = await ask(world, asked);
        try {
          agree(outcome, answer);
        } catch (error) {
          const said = `${outcome.outcome} ${outcome.status ?? ''} ${outcome.why.join('; ')}`;
          throw new Error(
            `${JSON.stringify(asked)}: simulated ${said}; really ${answer.status} ${answer.body.slice(0, 200)}: ${(error as Error).message}`,
          );
        }
      }),
    );
  }
}

export const simulated: Case = {
  name: `simulation: ${REQUESTS} requests go where the simulator says`,
  rule: RULES,
  check,
};
