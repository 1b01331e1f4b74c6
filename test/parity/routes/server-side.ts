import type { EnvoyConfig } from './envoy-config';
import type { Identities } from './identities';
import type { Planned, Reached } from './observe';
import type { RawAnswer, RawRequest } from './raw-request';
import type { ProxyResources } from './resources';
import { spokenTo } from './spoken';
import type { TestedMesh } from './tested-mesh';

/** What the sidecar of an upstream did with a request. */
export interface Decision {
  readonly isDenied: boolean;
  /** Whether the two proxies do not understand each other. */
  readonly isCut: boolean;
  readonly answer: RawAnswer;
}

/** Ports of the listeners that take what comes to pods, by mesh and address of the pod. */
export type Inbound = ReadonlyMap<TestedMesh, ReadonlyMap<string, number>>;

/** Makes Envoy take the part of the sidecars of all pods that get requests, in meshes where policies say who may call them. */
export function listenInbound(
  meshes: readonly TestedMesh[],
  resources: readonly (readonly ProxyResources[])[],
  config: EnvoyConfig,
): Inbound {
  return new Map(
    meshes.map((mesh, m) => {
      const ports = new Map<string, number>();
      for (const [i, { ip, type }] of mesh.servers.length === 0 ? [] : [...mesh.proxies, ...mesh.servers].entries()) {
        const own = resources[m]?.[i];
        const listener = own?.listeners.find(({ name }) => name === 'virtualInbound');
        if (type === 'sidecar' && own !== undefined && listener !== undefined) {
          ports.set(ip, config.listen(`m${m}p${i}`, own, listener));
        }
      }
      return [mesh, ports];
    }),
  );
}

/** Clients of inbound listeners have ports from here on. */
const FIRST_CLIENT_PORT = 30_000;

/** Pods of gateways have addresses of which manifests say nothing: one that no policy names. */
const OF_GATEWAYS = '10.77.0.1';

/** What comes out of the first proxy, as it comes to the second one: in TLS of the mesh, with the identity of the client, or not. */
export function inboundRequests(
  planned: readonly Planned[],
  reached: readonly (Reached | undefined)[],
  inbound: Inbound,
  identities: Identities,
): (RawRequest | undefined)[] {
  return planned.map(({ mesh, proxy, resources }, i) => {
    const got = reached[i];
    const [address = '', port] = got?.to.address.split(':') ?? [];
    const listener = inbound.get(mesh)?.get(address);
    // Bytes in which no proxy saw HTTP are left as they are.
    if (got === undefined || listener === undefined || !got.headers.some(([name]) => name === 'x-request-id')) return undefined;
    const { namespace, serviceAccount, ip, type } = proxy;
    const spoken = spokenTo(resources, got.to.cluster).get(got.to.address) ?? 'mutual';
    const headers = got.headers.filter(([name]) => name !== 'connection').map(([name, value]) => `${name}: ${value}\r\n`);
    return {
      port: listener,
      from: { address: type === 'router' ? OF_GATEWAYS : ip, port: FIRST_CLIENT_PORT + i },
      to: { address, port: Number(port) },
      isTls: spoken !== 'plain',
      ...(spoken !== 'plain' && { sni: `outbound_.${port}_._.upstream` }),
      ...(spoken === 'mutual' && { identity: identities.of(namespace, serviceAccount) }),
      text: `${got.method} ${got.path} HTTP/1.1\r\n${headers.join('')}connection: close\r\n\r\n`,
    };
  });
}
