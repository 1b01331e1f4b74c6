import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  Destination,
  EnvoyFilter,
  MeshNamespace,
  ProxyConfig,
  ServiceEntry,
  Sidecar,
  type SidecarProps,
  TrafficExtension,
  WorkloadEntry,
} from '../../../lib';
import { NODE } from '../../mesh/inside/layout';
import type { Case } from '../case';
import type { Change, Program } from '../program';
import { TestApp } from '../test-app';
import { echo, type World } from '../world';

const CLIENT = 'demo/client';
const SERVER = 'http://server:8080/';
const REVIEWS = 'http://reviews.bookinfo:9080/reviews/0';
const OUTSIDE = 'http://one.example.com/';

const metadata = { namespace: 'demo' };

/** What the proxies of the namespace of the client know. */
function scope(props: (program: Program) => SidecarProps): Change {
  return { traffic: (program) => new Sidecar(program.stages.traffic, 'default', { metadata, ...props(program) }) };
}

const statusOf = async (world: World, url: string) => (await world.ask(CLIENT, url)).status;

const CODE = `function envoy_on_request(request)
  request:headers():add("x-lua", "asked")
end
function envoy_on_response(response)
  response:headers():add("x-lua", "answered")
end
`;

/** A program in Lua that marks requests and answers has run. */
async function isMarked(world: World): Promise<void> {
  const answer = await world.ask(CLIENT, SERVER);
  equal(echo(answer).headers['x-lua'], 'asked');
  equal(answer.headers['x-lua'], 'answered');
}

/** What a pod that is made now is told of its proxy. */
async function proxyOf(world: World, namespace: string): Promise<{ concurrency: number | undefined; team: string | undefined }> {
  const { items } = JSON.parse(await world.mesh.kubectlOutput(['get', 'pods', '-n', namespace, '-o', 'json']));
  const proxy = items[0].spec.containers.find(({ name }: { name: string }) => name === 'istio-proxy');
  const env = (wanted: string): string | undefined => proxy.env.find(({ name }: { name: string }) => name === wanted)?.value;
  return { concurrency: JSON.parse(env('PROXY_CONFIG') ?? '{}').concurrency, team: env('ISTIO_META_TEAM') };
}

function tuned({ stages, istio }: Program, isTuned: boolean): void {
  new MeshNamespace(stages.gateways, 'tuned', { injectedBy: istio });
  if (isTuned) {
    new ProxyConfig(stages.gateways, 'proxies', {
      metadata: { namespace: 'tuned' },
      concurrency: 3,
      environmentVariables: { ISTIO_META_TEAM: 'shop' },
    });
  }
  new TestApp(stages.apps, 'app', { namespace: 'tuned' });
}

export const scopes: readonly Case[] = [
  {
    name: 'Sidecar: Services beyond its scope are not reached, those within are',
    rule: scope(() => ({ egress: [{ hosts: ['./*', 'istio-system/*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })),
    check: async (world) => {
      equal((await world.ask(CLIENT, REVIEWS)).error, 'ECONNRESET');
      equal(await statusOf(world, SERVER), 200);
    },
  },
  {
    name: 'Sidecar: one Service is left out of all others',
    rule: scope(({ server }) => ({
      egress: [{ hosts: ['*/*', Sidecar.except(server.service)] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    })),
    check: async (world) => {
      equal(await statusOf(world, SERVER), 502);
      equal(await statusOf(world, REVIEWS), 200);
    },
  },
  {
    name: 'Sidecar: the world outside is closed for one namespace',
    rule: scope(() => ({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })),
    check: async (world) => {
      equal(await statusOf(world, OUTSIDE), 502);
      equal((await world.ask('bookinfo/productpage', OUTSIDE)).status, 200);
    },
  },
  {
    name: 'Sidecar: requests to unknown hosts go to a proxy',
    rule: scope(({ server }) => ({
      egress: [{ hosts: ['./*'] }],
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: Destination.service(server.service, 8080) },
    })),
    check: async (world) => equal(echo(await world.ask(CLIENT, OUTSIDE)).app, 'server'),
  },
  {
    name: 'Sidecar: an ingress listener sends requests to another port of the workload',
    rule: scope(() => ({
      workloadSelector: { labels: { app: 'server' } },
      ingress: [{ port: { number: 8080, protocol: 'HTTP', name: 'http' }, defaultEndpoint: '127.0.0.1:9' }],
    })),
    check: async (world) => equal(await statusOf(world, SERVER), 503),
  },
  {
    name: 'EnvoyFilter: a program in Lua before the router',
    rule: {
      traffic: ({ stages }) =>
        new EnvoyFilter(stages.traffic, 'mark', {
          metadata,
          workloadSelector: { labels: { app: 'server' } },
          configPatches: [
            {
              applyTo: 'HTTP_FILTER',
              match: {
                context: 'SIDECAR_INBOUND',
                listener: {
                  filterChain: {
                    filter: {
                      name: 'envoy.filters.network.http_connection_manager',
                      subFilter: { name: 'envoy.filters.http.router' },
                    },
                  },
                },
              },
              patch: {
                operation: 'INSERT_BEFORE',
                value: {
                  name: 'mark',
                  typed_config: {
                    '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
                    default_source_code: { inline_string: CODE },
                  },
                },
              },
            },
          ],
        }),
    },
    check: isMarked,
  },
  {
    name: 'TrafficExtension: a program in Lua for requests that come',
    rule: {
      traffic: ({ stages }) =>
        new TrafficExtension(stages.traffic, 'mark', {
          metadata,
          selector: { matchLabels: { app: 'server' } },
          match: [{ mode: 'SERVER', ports: [{ number: 8080 }] }],
          lua: { inlineCode: CODE },
        }),
    },
    check: isMarked,
  },
  {
    name: 'WorkloadEntry: a machine outside answers for a service of the mesh',
    rule: {
      traffic: ({ stages }) => {
        const machine = new WorkloadEntry(stages.traffic, 'machine', {
          metadata,
          address: NODE.internet,
          labels: { app: 'machine' },
          ports: { http: 80 },
        });
        new ServiceEntry(stages.traffic, 'machine-service', {
          metadata,
          hosts: ['machine.example.com'],
          ports: [{ number: 9000, name: 'http', protocol: 'HTTP' }],
          resolution: 'STATIC',
          workloadSelector: machine.workloadSelector,
        });
      },
    },
    check: async (world) => equal(echo(await world.ask(CLIENT, 'http://machine.example.com:9000/')).app, 'internet'),
  },
  {
    name: 'ProxyConfig: threads and environment of new proxies',
    rule: { apps: (program) => tuned(program, true) },
    mutant: { apps: (program) => tuned(program, false) },
    check: async (world) => {
      deepEqual(await proxyOf(world, 'tuned'), { concurrency: 3, team: 'shop' });
      ok(world.pod('tuned/app').containers.some(({ name }) => name === 'istio-proxy'));
    },
  },
];
