import type { Mesh, MeshObject } from '../../model';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';
import { ALL, exportScopes } from './export-scopes';

type ServiceEntry = MeshObject<Specs['networking.istio.io/ServiceEntry']>;

interface Spoken {
  readonly on: ServiceEntry;
  readonly host: string;
  readonly protocol: string;
  /** Index in the list of ports. */
  readonly index: number;
}

/** Ports by namespace, host and number. */
function spokenPorts(mesh: Mesh): ReadonlyMap<string, ReadonlyMap<string, Spoken[]>> {
  const byScope = new Map<string, Map<string, Spoken[]>>();
  for (const on of mesh.of('networking.istio.io/ServiceEntry')) {
    for (const scope of exportScopes(on)) {
      const ports = byScope.get(scope) ?? new Map<string, Spoken[]>();
      byScope.set(scope, ports);
      for (const host of on.spec.hosts ?? []) {
        for (const [index, { number, protocol = '' }] of (on.spec.ports ?? []).entries()) {
          const key = `${host}:${number}`;
          const spoken = { on, host, protocol: protocol.toUpperCase(), index };
          ports.set(key, ports.get(key) ?? []);
          ports.get(key)?.push(spoken);
        }
      }
    }
  }
  return byScope;
}

function* find(mesh: Mesh): Iterable<Report> {
  const byScope = spokenPorts(mesh);
  const reported = new Set<ServiceEntry>();
  for (const [scope, ports] of byScope) {
    for (const [key, own] of ports) {
      const all = scope === ALL ? own : [...own, ...(byScope.get(ALL)?.get(key) ?? [])];
      if (new Set(all.map(({ protocol }) => protocol)).size < 2) continue;
      for (const { on, host, protocol, index } of all) {
        if (reported.has(on)) continue;
        reported.add(on);
        const other = all.find((one) => one.protocol !== protocol);
        const problem = `is not the protocol that ServiceEntry ${other?.on.namespace}/${other?.on.name} has for ${host}: ${other?.protocol}`;
        yield { on, field: `spec.ports[${index}].protocol`, problem, got: protocol };
      }
    }
  }
}

export const entryProtocol: Rule = {
  code: 'IST0177',
  level: 'warning',
  title: 'Two protocols for one port of a host',
  explanation:
    'Two ServiceEntries that one namespace sees have the same host and port with different protocols. Istio takes the protocol of one of them.',
  fix: 'give the port one protocol, or export each ServiceEntry to other namespaces',
  kiali: ['KIA1212'],
  find,
};
