import { deepEqual } from 'node:assert/strict';
import { Duration } from 'cdk8s';
import { Gateway, Routes, type RoutesForm, type RoutesProps } from '../../../lib';
import type { Answer } from '../../mesh/app/question';
import type { RuleCase } from '../case';
import { enter, gatewayApiApps, gatewayApiOf, HOST } from '../gateway-api-world';
import type { Program } from '../program';
import { PORT } from '../test-app';
import { echo, type World } from '../world';

const CLIENT = 'demo/client';
const metadata = { namespace: 'demo' };

/** What both forms can express. */
function rulesOf(program: Program): RoutesProps<RoutesForm>['rules'] {
  const { v1, v2 } = gatewayApiOf(program);
  const old = { service: v1, port: PORT };
  const latest = { service: v2, port: PORT };
  return [
    { name: 'exact', match: [{ path: { exact: '/cart/size' } }], to: [latest] },
    { match: [{ path: { prefix: '/old' } }], to: [old], rewrite: { path: { prefix: '/new' } } },
    { match: [{ path: { prefix: '/cut/' } }], to: [old], rewrite: { path: { prefix: '/' } } },
    { match: [{ path: { prefix: '/full' } }], to: [old], rewrite: { host: 'elsewhere.example.com', path: { full: '/one' } } },
    { match: [{ path: { prefix: '/gone' } }], redirect: { host: 'new.example.com', path: { prefix: '/here' } } },
    { match: [{ path: { prefix: '/moved' } }], redirect: { scheme: 'https', path: { full: '/there' }, status: 308 } },
    { match: [{ path: { prefix: '/cart' }, method: 'POST' }, { path: { prefix: '/basket' } }], to: [latest] },
    {
      match: [{ path: { prefix: '/cart' }, headers: { 'end-user': { regex: 'j.*' } }, queryParams: { v: { exact: '2' } } }],
      to: [latest],
      headers: {
        request: { set: { 'x-set': 'yes' }, add: { 'x-add': 'yes' }, remove: ['x-away'] },
        response: { set: { 'x-answer': 'yes' }, remove: ['x-app'] },
      },
    },
    {
      match: [{ path: { prefix: '/slow' } }],
      to: [old],
      timeout: Duration.millis(500),
      mirrors: [{ ...latest, percentage: 0.5 }],
    },
    {
      match: [{ path: { prefix: '/' } }],
      to: [
        { ...old, weight: 100 },
        { ...latest, weight: 0 },
      ],
    },
  ];
}

interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests, and what becomes of them: what the server saw, or where the client is sent. */
const EXPECTED: readonly (readonly [Request, string])[] = [
  [{ path: '/' }, 'v1 /'],
  [{ path: '/anything?x=1' }, 'v1 /anything?x=1'],
  [{ path: '/cart/size' }, 'v2 /cart/size'],
  [{ path: '/cart/size/' }, 'v1 /cart/size/'],
  [{ path: '/cart', method: 'POST' }, 'v2 /cart'],
  [{ path: '/cart/', method: 'POST' }, 'v2 /cart/'],
  [{ path: '/cart/add', method: 'POST' }, 'v2 /cart/add'],
  [{ path: '/cartoon', method: 'POST' }, 'v1 /cartoon'],
  [{ path: '/cart', method: 'GET' }, 'v1 /cart'],
  [{ path: '/basket/1' }, 'v2 /basket/1'],
  [{ path: '/baskets' }, 'v1 /baskets'],
  [{ path: '/cart?v=2', headers: { 'end-user': 'jason', 'x-away': '1' } }, 'v2 /cart?v=2 set add answered'],
  [{ path: '/cart?v=3', headers: { 'end-user': 'jason', 'x-away': '1' } }, 'v1 /cart?v=3 away'],
  [{ path: '/cart?v=2', headers: { 'end-user': 'anna' } }, 'v1 /cart?v=2'],
  [{ path: '/old' }, 'v1 /new'],
  [{ path: '/old/' }, 'v1 /new/'],
  [{ path: '/old/page?x=1' }, 'v1 /new/page?x=1'],
  [{ path: '/older' }, 'v1 /older'],
  [{ path: '/cut' }, 'v1 /'],
  [{ path: '/cut/' }, 'v1 /'],
  [{ path: '/cut/page' }, 'v1 /page'],
  [{ path: '/cutter' }, 'v1 /cutter'],
  [{ path: '/full/page?x=1' }, 'v1 /one?x=1 of elsewhere.example.com'],
  [{ path: '/slow?sleep=2' }, '504'],
  [{ path: '/slow' }, 'v1 /slow'],
  [{ path: '/gone' }, '302 http://new.example.com/here'],
  [{ path: '/gone/page?x=1' }, '302 http://new.example.com/here/page?x=1'],
  [{ path: '/gonerril' }, 'v1 /gonerril'],
  [{ path: '/moved/page' }, '308 https://HOST/there'],
];

function summary(answer: Answer): string {
  const { location } = answer.headers;
  if (location !== undefined) return `${answer.status} ${location}`;
  if (answer.status !== 200) return String(answer.status);
  const { version, path, headers } = echo(answer);
  const notes = [
    ...(headers['x-set'] === 'yes' ? ['set'] : []),
    ...(headers['x-add'] === 'yes' ? ['add'] : []),
    ...(headers['x-away'] === undefined ? [] : ['away']),
    ...(answer.headers['x-answer'] === 'yes' && answer.headers['x-app'] === undefined ? ['answered'] : []),
    ...(headers['host'] === 'elsewhere.example.com' ? ['of elsewhere.example.com'] : []),
  ];
  return [version, path, ...notes].join(' ');
}

/** Answers are without the port that a redirect in the mesh has, where Services are not called on port 80. */
async function compare(host: string, ask: (request: Request) => Promise<Answer>): Promise<void> {
  const answers: [string, string][] = [];
  for (const [request] of EXPECTED) {
    answers.push([`${request.method ?? 'GET'} ${request.path}`, summary(await ask(request)).replace(`:${PORT}/`, '/')]);
  }
  deepEqual(
    answers,
    EXPECTED.map(([{ method = 'GET', path }, expected]) => [`${method} ${path}`, expected.replace('HOST', host)]),
  );
}

const inMesh = (world: World) =>
  compare('server', ({ path, ...details }) => world.ask(CLIENT, `http://server:${PORT}${path}`, details));

function meshCase(renderAs: RoutesForm): RuleCase {
  return {
    name: `routes: in the mesh, one list of rules means this as ${renderAs}`,
    apps: gatewayApiApps,
    rule: {
      traffic: (program) => {
        const { service } = program.server;
        new Routes(program.stages.traffic, 'server', { metadata, renderAs, service, rules: rulesOf(program) });
      },
    },
    check: inMesh,
  };
}

export const routes: readonly RuleCase[] = [
  meshCase('VirtualService'),
  meshCase('HTTPRoute'),
  {
    name: 'routes: at a gateway, one list of rules means this as VirtualService',
    apps: gatewayApiApps,
    rule: {
      traffic: (program) => {
        const { stages, ingress } = program;
        const port = { number: 80, name: 'http', protocol: 'HTTP' } as const;
        const gateway = new Gateway(stages.traffic, 'shop', { metadata, selector: ingress, servers: [{ hosts: [HOST], port }] });
        const hosts = [HOST] as const;
        const rules = rulesOf(program);
        new Routes(stages.traffic, 'server', { metadata, renderAs: 'VirtualService', hosts, gateways: [gateway], rules });
      },
    },
    check: (world) => compare(HOST, ({ path, ...details }) => world.enter(`http://${HOST}${path}`, details)),
  },
  {
    name: 'routes: at a gateway, one list of rules means this as HTTPRoute',
    apps: gatewayApiApps,
    rule: {
      traffic: (program) => {
        const { gateway } = gatewayApiOf(program);
        const gateways = [gateway.listener('http')] as const;
        const hosts = [HOST] as const;
        const rules = rulesOf(program);
        new Routes(program.stages.traffic, 'server', { metadata, renderAs: 'HTTPRoute', hosts, gateways, rules });
      },
    },
    check: (world) => compare(HOST, ({ path, ...details }) => enter(world, 'http', `http://${HOST}${path}`, details)),
  },
];
