import type { Mesh, Service } from '../model';
import { mostSpecific } from '../model/hosts';
import { MESH_GATEWAY, type VirtualService } from '../model/virtual-service';
import { virtualServicesOf, virtualServicesSeenFrom } from '../model/virtual-services';

/** Which VirtualService decides about calls within the mesh. */
export class MeshRules {
  /** Namespaces that see other rules than all do. */
  readonly #special: readonly string[];

  constructor(private readonly mesh: Mesh) {
    const own = virtualServicesOf(mesh).filter(
      ({ exportTo, gateways }) => gateways.includes(MESH_GATEWAY) && !exportTo.includes('*'),
    );
    const named = own.flatMap(({ exportTo, namespace }) => exportTo.map((to) => (to === '.' ? namespace : to)));
    this.#special = [...new Set(named)].filter((name) => name !== '~').sort();
  }

  #seenFrom(namespace: string): ReadonlyMap<string, VirtualService> {
    return this.mesh.once(`graph: rules by host seen from ${namespace}`, () => {
      const byHost = new Map<string, VirtualService>();
      for (const one of virtualServicesSeenFrom(this.mesh, namespace, MESH_GATEWAY)) {
        for (const host of one.hosts) if (!byHost.has(host)) byHost.set(host, one);
      }
      return byHost;
    });
  }

  #ruleFrom(namespace: string, host: string): VirtualService | undefined {
    const rules = this.#seenFrom(namespace);
    const found = mostSpecific(host, rules);
    return found === undefined ? undefined : rules.get(found);
  }

  /** The rules for a service, each with the namespace of the clients for which it is where it is not for all. */
  for({ host }: Service): readonly { readonly rule: VirtualService; readonly clients: string | undefined }[] {
    const common = this.#ruleFrom('', host);
    const special = this.#special.flatMap((namespace) => {
      const rule = this.#ruleFrom(namespace, host);
      return rule === undefined || rule === common ? [] : [{ rule, clients: namespace }];
    });
    return [...special, ...(common === undefined ? [] : [{ rule: common, clients: undefined }])];
  }
}
