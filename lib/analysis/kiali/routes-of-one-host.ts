import { grouped } from '../../core/grouped';
import type { Mesh } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import type { VirtualService } from './routes';

/** Hosts of VirtualServices on Gateways, one for each Gateway. */
function* placed(mesh: Mesh) {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { gateways = [], hosts = [] } = on.spec;
    for (const written of gateways) {
      if (written === 'mesh') continue;
      const gateway = written.includes('/') ? written : `${on.namespace}/${written}`;
      for (const [i, host] of hosts.entries()) yield { on, gateway, field: `spec.hosts[${i}]`, host };
    }
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const keyOf = ({ on, gateway, host }: { on: VirtualService; gateway: string; host: string }) =>
    `${gateway} ${fullHost(host, on.namespace, mesh.settings.domain)}`;
  for (const all of grouped([...placed(mesh)], keyOf).values()) {
    const [first, second] = [...new Set(all.map(({ on }) => on))];
    if (first === undefined || second === undefined) continue;
    for (const { on, field, gateway, host } of all) {
      const other = on === first ? second : first;
      yield { on, field, problem: `is on Gateway ${gateway} by VirtualService ${other.namespace}/${other.name} too`, got: host };
    }
  }
}

export const routesOfOneHost: Rule = {
  code: 'KIA1106',
  level: 'warning',
  title: 'Several VirtualServices for one host of a Gateway',
  explanation:
    'Istio puts the rules of VirtualServices for one host of a Gateway together, in the order of their age: which one a request meets first may be another one in the next cluster.',
  fix: 'join them into one VirtualService, or make one delegate to the others',
  find,
};
