import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiObject, Duration } from 'cdk8s';
import { AccessLogs, type ServiceRef, Traces } from '../../../lib';
import type { Case } from '../case';
import type { Program } from '../program';
import { PORT, TestApp } from '../test-app';
import type { World } from '../world';

const SERVER = `http://server.demo:${PORT}`;
const CLIENT = 'demo/client';
/** Has no proxy, so that each of its calls is a new connection: what is open goes on under the rules of its beginning. */
const STRANGER = 'plain/client';
/** Port of the collector for gRPC. */
const OTLP = 4317;
/** Longest time until a proxy hands on what it has gathered. */
const FLUSH = 1500;

/** Stands in for a collector of spans and logs: it keeps what proxies send. */
function collector({ stages }: Program): void {
  const ports = [
    { name: 'http', containerPort: PORT },
    { name: 'grpc', containerPort: OTLP },
  ];
  new TestApp(stages.apps, 'collector', { namespace: 'plain', container: { ports } });
  new ApiObject(stages.apps, 'otlp', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'otlp', namespace: 'plain' },
    spec: { selector: { app: 'collector' }, ports: [{ name: 'grpc', port: OTLP }] },
  });
}

const collectorService: ServiceRef = { name: 'collector', metadata: { namespace: 'plain' } };
const otlpService: ServiceRef = { name: 'otlp', metadata: { namespace: 'plain' } };

interface Received {
  readonly path: string;
  readonly body: string;
}

async function received(world: World, path: string): Promise<string[]> {
  const { body } = await world.ask(STRANGER, `http://collector:${PORT}/received`);
  const all = (JSON.parse(body) as { received: readonly Received[] }).received;
  return all.filter((each) => each.path === path).map((each) => each.body);
}

interface Span {
  readonly kind: string;
  readonly traceId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Enough requests that every proxy has something to hand on. */
const askOften = (world: World, from: string, path: string) =>
  world.askMany(from, `${SERVER}${path}`, { times: 40, headers: { 'x-user': 'jason' } });

/** What the proxies of the server logged. */
async function logged(world: World): Promise<string> {
  await sleep(FLUSH);
  const files = world.mesh.logs('istio-proxy').filter((file) => basename(file).startsWith('demo_server-'));
  ok(files.length > 0, 'no log of the server’s proxies');
  return files.map((file) => readFileSync(file, 'utf8')).join('');
}

let tries = 0;

export const telemetry: readonly Case[] = [
  {
    name: 'traces by Zipkin: the spans of both sides of a call reach the collector, with their tags',
    apps: collector,
    rule: {
      traffic: ({ stages, istio }) =>
        new Traces(stages.traffic, 'zipkin', {
          controlPlane: istio,
          zipkin: { service: collectorService, port: PORT },
          randomSamplingPercentage: 100,
          customTags: { team: { literal: { value: 'shop' } }, user: { header: { name: 'x-user' } } },
        }),
    },
    check: async (world) => {
      await askOften(world, CLIENT, '/');
      await sleep(FLUSH);
      const spans = (await received(world, '/api/v2/spans')).flatMap((body) => JSON.parse(body) as Span[]);
      const jasons = spans.filter(({ tags }) => tags['team'] === 'shop' && tags['user'] === 'jason');
      const ofKind = (kind: string) => jasons.filter((span) => span.kind === kind).map(({ traceId }) => traceId);
      const shared = ofKind('CLIENT').filter((traceId) => ofKind('SERVER').includes(traceId));
      ok(shared.length > 0, `no trace has both sides: ${spans.length} spans, ${jasons.length} of jason`);
    },
  },
  {
    name: 'traces by OpenTelemetry: the spans of one namespace go to the collector by HTTP',
    apps: collector,
    rule: {
      traffic: ({ stages, istio }) =>
        new Traces(stages.traffic, 'otlp-traces', {
          controlPlane: istio,
          namespace: 'demo',
          opentelemetry: {
            service: collectorService,
            port: PORT,
            http: { path: '/v1/traces', timeout: Duration.seconds(2) },
          },
          randomSamplingPercentage: 100,
          customTags: { user: { header: { name: 'x-user' } } },
        }),
    },
    check: async (world) => {
      await askOften(world, CLIENT, '/');
      await sleep(FLUSH);
      const bodies = await received(world, '/v1/traces');
      ok(
        bodies.some((body) => body.includes('server.demo') && body.includes('jason')),
        `no span of jason in ${bodies.length} reports`,
      );
    },
  },
  {
    name: 'access logs: one workload logs failures alone',
    rule: {
      traffic: ({ stages, istio, server }) =>
        new AccessLogs(stages.traffic, 'failures', {
          controlPlane: istio,
          workload: { labels: { app: server.service.name }, namespace: 'demo' },
          filter: 'response.code >= 400',
        }),
    },
    check: async (world) => {
      tries += 1;
      equal((await world.ask(STRANGER, `${SERVER}/failed-${tries}?status=503`)).status, 503);
      equal((await world.ask(STRANGER, `${SERVER}/fine-${tries}`)).status, 200);
      const log = await logged(world);
      ok(log.includes(`/failed-${tries}?`), 'the failure is not logged');
      ok(!log.includes(`/fine-${tries} `), 'what went well is logged');
    },
  },
  {
    name: 'access logs by OpenTelemetry: entries reach the collector, and no longer the log of the proxy',
    apps: collector,
    rule: {
      traffic: ({ stages, istio }) =>
        new AccessLogs(stages.traffic, 'otel-logs', {
          controlPlane: istio,
          namespace: 'demo',
          envoyOtelAls: {
            service: otlpService,
            port: OTLP,
            logFormat: { text: 'path=%REQ(:path)%', labels: { who: '%REQ(x-user)%' } },
          },
        }),
    },
    check: async (world) => {
      tries += 1;
      await askOften(world, STRANGER, `/logged-${tries}`);
      const log = await logged(world);
      const bodies = await received(world, '/opentelemetry.proto.collector.logs.v1.LogsService/Export');
      ok(
        bodies.some((body) => body.includes(`path=/logged-${tries}`) && body.includes('jason')),
        `no entry of jason in ${bodies.length} reports`,
      );
      ok(!log.includes(`/logged-${tries} `), 'the log of the proxy has it too');
    },
  },
];
