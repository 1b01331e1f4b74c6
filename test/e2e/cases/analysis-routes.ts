import { equal, notEqual, ok } from 'node:assert/strict';
import type { Case } from '../case';
import { type Mistake, mistakeCase } from '../mistake';
import { sentTo } from '../sent-to';
import { echo } from '../world';
import { answer, atFront, door, front, HTTP, prefix, rules, service, to, versions, virtualService } from './analysis-manifests';
import { appOf, ask, CLIENT, FRONT, leadsNowhere, SERVER } from './analysis-questions';

const delay = { fault: { delay: { fixedDelay: '2s', percentage: { value: 100 } } } };

const slow = { timeout: '1s', retries: { attempts: 3, perTryTimeout: '0.6s', retryOn: '5xx' } };

const leafOf = (match: object) => virtualService('leaf', { http: [answer('leaf', match)] });

const toPlain = (rest: object) =>
  service('other', { selector: { app: 'client' }, ports: [{ name: 'http', port: 8080 }], ...rest }, 'plain');

const shared = (...all: readonly { readonly subset: string; readonly weight?: number }[]) => ({
  route: all.map(({ subset, ...rest }) => ({ destination: { host: 'server', subset }, ...rest })),
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
    code: 'MESH0118',
    effect: 'a destination without a weight gets nothing beside one that has a weight',
    mistaken: [versions(), rules(shared({ subset: 'v1', weight: 10 }, { subset: 'v2' }))],
    mended: [versions(), rules(shared({ subset: 'v1', weight: 10 }, { subset: 'v2', weight: 90 }))],
    check: async (world) => {
      const answers = await world.askMany(CLIENT, `${SERVER}/`, { times: 40 });
      for (const given of answers) equal(echo(given).version, 'v1');
    },
  },
  {
    code: 'MESH0115',
    effect: 'a mirror to where the requests go anyway makes each of them two',
    mistaken: [versions(), rules(to({ mirror: { host: 'server', subset: 'v1' } }, { host: 'server', subset: 'v1' }))],
    mended: [versions(), rules(to({ mirror: { host: 'server', subset: 'v2' } }, { host: 'server', subset: 'v1' }))],
    check: async (world) => {
      const before = await sentTo(world, 'v1');
      for (const { status } of await world.askMany(CLIENT, `${SERVER}/`, { times: 10 })) equal(status, 200);
      equal((await sentTo(world, 'v1')) - before, 20);
    },
  },
];

/** Mistakes in the rules of VirtualServices that requests can show. */
export const analysisOfRoutes: readonly Case[] = MISTAKES.map(mistakeCase);
