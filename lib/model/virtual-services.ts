import { append } from '../core/grouped';
import { rulesWithDelegates } from './delegates';
import { gatewayApiRoutes } from './gateway-api/routes';
import type { Mesh } from './mesh';
import { compareText, type MeshObject } from './mesh-object';
import type { Specs } from './specs';
import { MESH_GATEWAY, Names, type TcpRule, type TlsRule, type VirtualService } from './virtual-service';

const NONE: readonly VirtualService[] = [];

function virtualService(mesh: Mesh, object: MeshObject<Specs['networking.istio.io/VirtualService']>): VirtualService {
  const { hosts = [], gateways = [], exportTo = [], http, tls, tcp } = object.spec;
  const names = new Names(object.namespace, mesh.settings.domain);
  return {
    object,
    name: object.name,
    namespace: object.namespace,
    hosts: hosts.map((host) => names.host(host)),
    gateways: gateways.length === 0 ? [MESH_GATEWAY] : names.gateways(gateways),
    exportTo: exportTo.length > 0 ? exportTo : mesh.settings.defaultVirtualServiceExportTo,
    http: rulesWithDelegates(mesh, object, names.httpRules(object, http)),
    tls: names.layer4Rules(object, 'tls', tls) as TlsRule[],
    tcp: names.layer4Rules(object, 'tcp', tcp) as TcpRule[],
    hasGatewaySemantics: false,
  };
}

function byAgeOfRoutes(direction: 1 | -1): (a: VirtualService, b: VirtualService) => number {
  return (a, b) =>
    compareText(a.object.created ?? '', b.object.created ?? '') ||
    direction * (compareText(a.name, b.name) || compareText(a.namespace, b.namespace));
}

/** All VirtualServices that route by themselves, delegates worked in, and routes of the Gateway API, in the order in which istiod takes them. */
export function virtualServicesOf(mesh: Mesh): readonly VirtualService[] {
  return mesh.once('virtual services', () => {
    const written = mesh
      .of('networking.istio.io/VirtualService')
      .filter(({ spec }) => (spec.hosts ?? []).length > 0)
      .map((object) => virtualService(mesh, object));
    const routes = gatewayApiRoutes(mesh);
    return routes.length === 0 ? written : [...written, ...routes].sort(byAgeOfRoutes(mesh.direction));
  });
}

/** VirtualServices by gateway and by who sees them. */
class VirtualServiceIndex {
  readonly #ofAll = new Map<string, VirtualService[]>();
  readonly #ofOwn = new Map<string, VirtualService[]>();
  readonly #ofOthers = new Map<string, VirtualService[]>();

  constructor(all: readonly VirtualService[]) {
    for (const one of all) for (const gateway of one.gateways) this.#add(one, gateway);
  }

  #add(one: VirtualService, gateway: string): void {
    const { exportTo, namespace: home } = one;
    if (exportTo.includes('*')) {
      append(this.#ofAll, gateway, one);
      return;
    }
    if (exportTo.includes('~')) return;
    for (const namespace of new Set(exportTo.map((to) => (to === '.' ? home : to)))) {
      append(namespace === home ? this.#ofOwn : this.#ofOthers, `${namespace} ${gateway}`, one);
    }
  }

  seenFrom(namespace: string, gateway: string): readonly VirtualService[] {
    const key = `${namespace} ${gateway}`;
    const publicOnes = this.#ofAll.get(gateway) ?? NONE;
    const ownOnes = publicOnes.filter((one) => one.hasGatewaySemantics && one.namespace === namespace);
    return [
      ...(this.#ofOwn.get(key) ?? NONE),
      ...(this.#ofOthers.get(key) ?? NONE),
      ...ownOnes,
      ...(ownOnes.length === 0 ? publicOnes : publicOnes.filter((one) => !ownOnes.includes(one))),
    ];
  }
}

/**
 * VirtualServices of one gateway as a proxy of a namespace sees them, the first of which wins: those that are private to the namespace,
 * then those that others export to it, then those for all.
 * @param gateway `mesh`, or `<namespace>/<name>` of a Gateway
 */
export function virtualServicesSeenFrom(mesh: Mesh, namespace: string, gateway: string): readonly VirtualService[] {
  const index = mesh.once('virtual services by gateway', () => new VirtualServiceIndex(virtualServicesOf(mesh)));
  return mesh.once(`virtual services of ${gateway} seen from ${namespace}`, () => index.seenFrom(namespace, gateway));
}
