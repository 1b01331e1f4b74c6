import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';

/** Hosts of which a VirtualService routes subsets under the same name, with that VirtualService. */
function splitHosts(mesh: Mesh): ReadonlyMap<string, MeshObject> {
  const split = new Map<string, MeshObject>();
  for (const object of mesh.of('networking.istio.io/VirtualService')) {
    const { hosts = [], http = [] } = object.spec;
    const own = new Set(hosts);
    for (const { destination } of http.flatMap(({ route = [] }) => route)) {
      if ((destination?.subset ?? '') !== '' && own.has(destination.host)) split.set(destination.host, object);
    }
  }
  return split;
}

function* find(mesh: Mesh): Iterable<Report> {
  const split = splitHosts(mesh);
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { gateways = [], http = [] } = on.spec;
    if (gateways.length === 0) continue;
    for (const [i, { route = [] }] of http.entries()) {
      for (const [j, { destination }] of route.entries()) {
        const other = (destination?.subset ?? '') === '' ? split.get(destination?.host ?? '') : undefined;
        if (other === undefined) continue;
        const field = `spec.http[${i}].route[${j}].destination.host`;
        const problem = `goes past the rules that VirtualService ${other.namespace}/${other.name} has for it`;
        yield { on, field, problem, got: destination.host };
      }
    }
  }
}

export const bypassedSubset: Rule = {
  code: 'IST0140',
  level: 'warning',
  title: 'Requests from a gateway that skip the rules of a host',
  explanation:
    'A VirtualService at a gateway sends requests to a host without a subset, and another one splits that host into subsets for sidecars. At the gateway the rules of the second are not looked at.',
  fix: 'name the subsets in the VirtualService at the gateway too, or add the gateway to the other one',
  find,
};
