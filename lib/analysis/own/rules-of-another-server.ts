import { isHttp, isTls } from '../../admission/protocol';
import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost, hostsMeet } from '../../model/hosts';
import { gatewayName } from '../../model/virtual-service';
import type { Report, Rule } from '../rule';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;
type Gateway = MeshObject<Specs['networking.istio.io/Gateway']>;
type Server = NonNullable<Gateway['spec']['servers']>[number];

const FAMILIES = ['http', 'tls', 'tcp'] as const;
type Family = (typeof FAMILIES)[number];

/** The list of rules that a server asks; undefined for one that asks none. */
function askedBy({ port, tls }: Server): Family | undefined {
  const protocol = port?.protocol?.toUpperCase() ?? '';
  if (tls?.mode === 'AUTO_PASSTHROUGH') return undefined;
  if (isHttp(protocol)) return 'http';
  if (isTls(protocol)) return tls?.mode === 'PASSTHROUGH' ? 'tls' : protocol === 'HTTPS' ? 'http' : 'tcp';
  return 'tcp';
}

function serves({ hosts = [] }: Server, own: string, on: VirtualService, domain: string): boolean {
  return hosts.some((served) => {
    const slash = served.indexOf('/');
    const said = served.slice(0, Math.max(slash, 0));
    const to = said === '.' ? own : said;
    if (to !== '' && to !== '*' && to !== on.namespace) return false;
    return (on.spec.hosts ?? []).some((host) => hostsMeet(fullHost(host, on.namespace, domain), served.slice(slash + 1)));
  });
}

/** The servers that take a host of a VirtualService; undefined where not all of its gateways are known. */
function serversOf(mesh: Mesh, on: VirtualService): Server[] | undefined {
  const servers: Server[] = [];
  for (const name of on.spec.gateways ?? []) {
    const [namespace = '', own = ''] = gatewayName(name, on.namespace).split('/');
    const gateway = mesh.read('networking.istio.io/Gateway', namespace, own);
    if (gateway === undefined) return undefined;
    servers.push(...(gateway.spec.servers ?? []).filter((server) => serves(server, namespace, on, mesh.settings.domain)));
  }
  return servers;
}

const MENDED: Readonly<Record<Family, string>> = {
  http: 'let the gateway end TLS with mode SIMPLE and a certificate, or write the rules under tls with match.sniHosts',
  tls: 'let the server pass TLS on with mode PASSTHROUGH, or write the rules under http',
  tcp: 'declare the port of the server TCP or TLS, or write the rules under http',
};

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { gateways = [] } = on.spec;
    if (gateways.length === 0 || gateways.includes('mesh')) continue;
    const servers = serversOf(mesh, on);
    if (servers === undefined || servers.length === 0) continue;
    const asked = new Set(servers.map(askedBy));
    for (const family of FAMILIES) {
      if ((on.spec[family] ?? []).length === 0 || asked.has(family)) continue;
      const got = servers.map(({ port, tls }) => [port?.protocol, tls?.mode].filter(Boolean).join(' '));
      const problem = 'is not asked by any server that takes a host of the VirtualService';
      yield { on, field: `spec.${family}`, problem, got, fix: MENDED[family] };
    }
  }
}

export const rulesOfAnotherServer: Rule = {
  code: 'MESH0301',
  level: 'error',
  title: 'Rules of a kind that the server of the gateway does not ask',
  explanation:
    'A server for HTTP, or one that ends HTTPS, asks the rules under http; one that passes TLS on asks those under tls; one for TCP, or one that ends TLS, asks those under tcp. The VirtualService has rules that no server asks: the gateway answers 404, or refuses the connection.',
  fix: 'let the server be of the kind of the rules',
  find,
};
