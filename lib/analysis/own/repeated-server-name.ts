import type { Mesh, MeshObject, Specs } from '../../model';
import { gatewayName } from '../../model/virtual-service';
import type { Report, Rule } from '../rule';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

interface PlacedName {
  readonly on: VirtualService;
  readonly field: string;
  readonly name: string;
  /** What decides together with the name. */
  readonly key: string;
}

function* namesOf(on: VirtualService): Iterable<PlacedName> {
  const gateways = (on.spec.gateways ?? []).filter((name) => name !== 'mesh').map((name) => gatewayName(name, on.namespace));
  for (const [i, { match = [] }] of (on.spec.tls ?? []).entries()) {
    for (const [j, { sniHosts = [], port = 0, gateways: own = [] }] of match.entries()) {
      const wanted = own.map((name) => gatewayName(name, on.namespace));
      for (const gateway of gateways.filter((name) => wanted.length === 0 || wanted.includes(name))) {
        for (const [k, name] of sniHosts.entries())
          yield {
            on,
            field: `spec.tls[${i}].match[${j}].sniHosts[${k}]`,
            name,
            key: `${name.toLowerCase()} at port ${port} of ${gateway}`,
          };
      }
    }
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const taken = new Map<string, PlacedName>();
  for (const virtualService of mesh.of('networking.istio.io/VirtualService')) {
    for (const placed of namesOf(virtualService)) {
      const { on, field, name, key } = placed;
      const first = taken.get(key);
      if (first === undefined) {
        taken.set(key, placed);
        continue;
      }
      const where = first.on === on ? first.field : `${first.field} of VirtualService ${first.on.namespace}/${first.on.name}`;
      yield { on, field, problem: `is taken at the same gateway by ${where}, so that it leads nowhere here`, got: name };
    }
  }
}

export const repeatedServerName: Rule = {
  code: 'MESH0304',
  level: 'warning',
  title: 'Server name of TLS that a gateway has already',
  explanation:
    'A gateway that passes TLS on chooses by the server name of the connection, and has one destination for each name: of two rules with one name the older one is taken, and the other is left out.',
  fix: 'name each server name once, and write several destinations with weights in one rule',
  find,
};
