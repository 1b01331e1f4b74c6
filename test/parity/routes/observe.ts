import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../mesh/certificate';
import { type Dialled, dial, listenerOf } from './dial';
import { Envoy, type LogLine } from './envoy';
import { EnvoyConfig, type PlacedRoute, type Stub } from './envoy-config';
import { Identities } from './identities';
import { type RawAnswer, type RawRequest, send } from './raw-request';
import type { Listener, ProxyResources } from './resources';
import { type Decision, inboundRequests, listenInbound } from './server-side';
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
  /** What the sidecar of the upstream decided; undefined where it has none, or nothing to decide. */
  readonly decision: Decision | undefined;
}

/** A request, where it goes, and how it is sent there. */
export interface Planned extends Pick<Observed, 'mesh' | 'resources' | 'proxy' | 'request' | 'dialled' | 'listener'> {
  readonly sent: RawRequest | undefined;
}

/** Everything that takes part in a run. */
interface Stage {
  readonly config: EnvoyConfig;
  readonly upstreams: StubUpstreams;
  readonly rejected: ReadonlyMap<string, string>;
  readonly log: ReadonlyMap<number, LogLine>;
}

/** Requests that are on their way at a time. */
const AT_ONCE = 24;

/** Ports of clients from here on: each tells in the access log which request it was. */
const FIRST_CLIENT_PORT = 2000;

/** Where those come from who are not of the mesh. */
const OUTSIDE = '198.51.100.5';

/** The address from which requests come that a proxy takes. */
export const sourceOf = ({ type, ip }: TestedProxy) => (type === 'sidecar' ? ip : OUTSIDE);

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
      const from = { address: sourceOf(proxy), port: clientPort++ };
      const isTls = request.scheme === 'https';
      const planned = { mesh, resources, proxy, request, dialled, listener };
      if (listener === undefined) return { ...planned, sent: undefined };
      const port = config.listen(`m${m}p${request.proxy}`, resources, listener);
      const sni = isTls ? { sni: request.sni ?? request.host } : {};
      return { ...planned, sent: { port, from, to: dialled, isTls, ...sni, text: textOf(request) } };
    }),
  );
}

async function freePort(): Promise<number> {
  for (let tried = 20_000 + Math.floor(Math.random() * 5000); ; tried++) {
    const server = createServer().listen(tried, '127.0.0.1');
    const isFree = await Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]);
    const address = server.address() as AddressInfo | null;
    server.close();
    if (isFree) return address?.port ?? tried;
  }
}

async function sendAll(requests: readonly (RawRequest | undefined)[], rejected: ReadonlyMap<string, string>) {
  const answers: (RawAnswer | undefined)[] = [];
  let next = 0;
  const work = async () => {
    while (next < requests.length) {
      const i = next++;
      const sent = requests[i];
      if (sent !== undefined && !rejected.has(`${sent.port}`)) answers[i] = await send(sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

function byClientPort(lines: readonly LogLine[]): Map<number, LogLine> {
  const log = new Map<number, LogLine>();
  for (const line of lines) {
    const port = Number(line.from.slice(line.from.lastIndexOf(':') + 1));
    if (line.of === 'request' || !log.has(port)) log.set(port, line);
  }
  return log;
}

/** The request as an upstream got it. */
function reachedOf(
  answer: RawAnswer | undefined,
  { config, upstreams }: Pick<Stage, 'config' | 'upstreams'>,
): Reached | undefined {
  const index = answer?.headers.find(([name]) => name === 'x-stub')?.[1];
  const arrived = index === undefined ? undefined : upstreams.arrived[Number(index)];
  if (arrived === undefined) return undefined;
  const to = config.stubs.get(arrived.stub);
  if (to === undefined) throw new Error(`${arrived.stub} is no stub of ours`);
  return { ...arrived, to };
}

/** Sends all requests of the meshes through one real Envoy, which has what istiod gave to their proxies. */
export async function observe(
  meshes: readonly TestedMesh[],
  resources: readonly (readonly ProxyResources[])[],
): Promise<Observed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'routes-'));
  const pair = join(folder, 'pair');
  makeCertificate(pair, ['stub']);
  const identities = new Identities(folder);
  const upstreams = new StubUpstreams(`${pair}.crt`, `${pair}.key`);
  const adminPort = await freePort();
  const config = new EnvoyConfig({
    accessLog: join(folder, 'access.log'),
    certificate: `${pair}.crt`,
    key: `${pair}.key`,
    root: identities.root,
    stubPort: await upstreams.listen(),
    firstPort: adminPort + 1,
  });
  try {
    const planned = plan(meshes, resources, config);
    const inbound = listenInbound(meshes, resources, config);
    const envoy = await Envoy.start(config, folder, adminPort);
    let lines: LogLine[];
    let answers: (RawAnswer | undefined)[];
    let decided: (RawAnswer | undefined)[];
    try {
      answers = await sendAll(
        planned.map(({ sent }) => sent),
        envoy.rejected,
      );
      const reached = answers.map((answer) => reachedOf(answer, { config, upstreams }));
      decided = await sendAll(inboundRequests(planned, reached, inbound, identities), envoy.rejected);
    } finally {
      lines = await envoy.stop();
    }
    const stage = { config, upstreams, rejected: envoy.rejected, log: byClientPort(lines) };
    return planned.map((one, i) => observedOf(one, answers[i], decided[i], stage));
  } finally {
    upstreams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** To gRPC, a refusal is a status of its own: 7, and 16 for a token that is not taken. */
const isDenial = ({ status, headers }: RawAnswer) =>
  status === 403 ||
  status === 401 ||
  headers.some(([name, value]) => name === 'grpc-status' && (value === '7' || value === '16'));

function observedOf(
  { sent, ...planned }: Planned,
  answer: RawAnswer | undefined,
  decided: RawAnswer | undefined,
  stage: Stage,
): Observed {
  const { config, rejected } = stage;
  const log = sent && stage.log.get(sent.from.port);
  const reached = reachedOf(answer, stage);
  const cluster = log?.cluster ?? undefined;
  return {
    ...planned,
    rejected: sent === undefined ? undefined : rejected.get(`${sent.port}`),
    answer,
    log,
    route: log?.route == null ? undefined : config.routes.get(log.route),
    cluster: cluster?.slice(cluster.indexOf('/') + 1),
    reached,
    decision: decided && { isDenied: isDenial(decided), answer: decided },
  };
}
