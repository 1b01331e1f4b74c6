import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../mesh/certificate';
import { type Dialled, dial, listenerOf } from './dial';
import { Envoy, type LogLine } from './envoy';
import { EnvoyConfig, type PlacedRoute, type Stub } from './envoy-config';
import { type RawAnswer, type RawRequest, send } from './raw-request';
import type { Listener, ProxyResources } from './resources';
import { type Arrived, StubUpstreams } from './stub-upstreams';
import type { TestedMesh, TestedProxy, TestedRequest } from './tested-mesh';

/** A request that got to an upstream. */
export interface Reached extends Arrived {
  readonly to: Stub;
}

/** What the real programs did with a request. */
export interface Observed {
  readonly mesh: TestedMesh;
  readonly resources: ProxyResources;
  readonly proxy: TestedProxy;
  readonly request: TestedRequest;
  readonly dialled: Dialled;
  /** The listener that took the connection; undefined where the port is not open. */
  readonly listener: Listener | undefined;
  /** What Envoy says of a listener or of its routes that it does not take. */
  readonly rejected: string | undefined;
  readonly answer: RawAnswer | undefined;
  readonly log: LogLine | undefined;
  /** The route that Envoy took, as istiod made it. */
  readonly route: PlacedRoute | undefined;
  /** The cluster that Envoy took, by the name that istiod gave it. */
  readonly cluster: string | undefined;
  readonly reached: Reached | undefined;
  /** Copies that got to other upstreams. */
  readonly mirrored: readonly Reached[];
}

/** Requests that are on their way at a time. */
const AT_ONCE = 24;

/** Ports of clients from here on: each tells in the access log which request it was. */
const FIRST_CLIENT_PORT = 2000;

interface Planned extends Omit<Observed, 'rejected' | 'answer' | 'log' | 'route' | 'cluster' | 'reached' | 'mirrored'> {
  readonly sent: RawRequest | undefined;
}

function textOf({ method, path, authority, headers, opaque }: TestedRequest): string {
  if (opaque === true) return '\x00\x01 these are not the bytes of HTTP\n';
  const own = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const length = method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? '' : 'content-length: 0\r\n';
  return `${method} ${path} HTTP/1.1\r\nhost: ${authority}\r\n${own}${length}connection: close\r\n\r\n`;
}

function plan(meshes: readonly TestedMesh[], all: readonly (readonly ProxyResources[])[], config: EnvoyConfig): Planned[] {
  let clientPort = FIRST_CLIENT_PORT;
  return meshes.flatMap((mesh, m) =>
    mesh.requests.map((request) => {
      const proxy = mesh.proxies[request.proxy];
      const resources = all[m]?.[request.proxy];
      if (proxy === undefined || resources === undefined) throw new Error(`${mesh.name}: no proxy ${request.proxy}`);
      const dialled = dial(mesh, proxy, request.host, request.port);
      const listener = listenerOf(resources, dialled, proxy.type);
      const from = { address: proxy.type === 'sidecar' ? proxy.ip : '198.51.100.5', port: clientPort++ };
      const isTls = request.scheme === 'https';
      const sent =
        listener === undefined
          ? undefined
          : {
              port: config.listen(`m${m}p${request.proxy}`, resources, listener),
              from,
              to: dialled,
              isTls,
              ...(isTls && { sni: request.sni ?? request.host }),
              text: textOf(request),
            };
      return { mesh, resources, proxy, request, dialled, listener, sent };
    }),
  );
}

async function freePorts(howMany: number): Promise<number> {
  for (let tried = 20_000 + Math.floor(Math.random() * 5000); ; tried += howMany) {
    const server = createServer().listen(tried, '127.0.0.1');
    const isFree = await Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]);
    server.close();
    if (isFree) return (server.address() as AddressInfo | null)?.port ?? tried;
  }
}

async function sendAll(planned: readonly Planned[], rejected: ReadonlyMap<string, string>): Promise<(RawAnswer | undefined)[]> {
  const answers: (RawAnswer | undefined)[] = [];
  let next = 0;
  const work = async () => {
    while (next < planned.length) {
      const i = next++;
      const sent = planned[i]?.sent;
      if (sent !== undefined && !rejected.has(`${sent.port}`)) answers[i] = await send(sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

/** Sends all requests of the meshes through one real Envoy, which has what istiod gave to their proxies. */
export async function observe(
  meshes: readonly TestedMesh[],
  resources: readonly (readonly ProxyResources[])[],
): Promise<Observed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'routes-'));
  const pair = join(folder, 'pair');
  makeCertificate(pair, ['stub']);
  const upstreams = new StubUpstreams(`${pair}.crt`, `${pair}.key`);
  const stubPort = await upstreams.listen();
  const firstPort = await freePorts(1);
  const config = new EnvoyConfig({
    accessLog: join(folder, 'access.log'),
    certificate: `${pair}.crt`,
    key: `${pair}.key`,
    stubPort,
    firstPort: firstPort + 1,
  });
  try {
    const planned = plan(meshes, resources, config);
    const envoy = await Envoy.start(config, folder, firstPort);
    let lines: LogLine[];
    let answers: (RawAnswer | undefined)[];
    try {
      answers = await sendAll(planned, envoy.rejected);
    } finally {
      lines = await envoy.stop();
    }
    const log = new Map<number, LogLine>();
    for (const line of lines) {
      const port = Number(line.from.slice(line.from.lastIndexOf(':') + 1));
      if (line.of === 'request' || !log.has(port)) log.set(port, line);
    }
    return planned.map((one, i) =>
      observedOf(one, answers[i], one.sent && log.get(one.sent.from.port), config, envoy.rejected, upstreams),
    );
  } finally {
    upstreams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function observedOf(
  { sent, ...planned }: Planned,
  answer: RawAnswer | undefined,
  log: LogLine | undefined,
  config: EnvoyConfig,
  rejected: ReadonlyMap<string, string>,
  upstreams: StubUpstreams,
): Observed {
  const reach = (arrived: Arrived): Reached => {
    const to = config.stubs.get(arrived.stub);
    if (to === undefined) throw new Error(`${arrived.stub} is no stub of ours`);
    return { ...arrived, to };
  };
  const index = answer?.headers.find(([name]) => name === 'x-stub')?.[1];
  const own = index === undefined ? undefined : upstreams.arrived[Number(index)];
  const cluster = log?.cluster ?? undefined;
  return {
    ...planned,
    rejected: sent === undefined ? undefined : rejected.get(`${sent.port}`),
    answer,
    log,
    route: log?.route == null ? undefined : config.routes.get(log.route),
    cluster: cluster?.slice(cluster.indexOf('/') + 1),
    reached: own && reach(own),
    mirrored: own === undefined ? [] : upstreams.copiesOf(own).map(reach),
  };
}
