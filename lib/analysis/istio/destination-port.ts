import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { destinationHosts } from './destination-hosts';
import { destinationsOf } from './destinations';

function* find(mesh: Mesh): Iterable<Report> {
  const hosts = destinationHosts(mesh);
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const { field, destination } of destinationsOf(on)) {
      const { host = '', port } = destination;
      if (port !== undefined) continue;
      const ports = hosts.find(host, on.namespace, on.spec.exportTo)?.ports ?? [];
      if (ports.length < 2) continue;
      const fix = `add port: { number: ${ports[0]} }, or another one of ${ports.join(', ')}`;
      yield { on, field, problem: `names no port, and ${host} has ${ports.length}`, got: destination, fix };
    }
  }
}

export const destinationPort: Rule = {
  code: 'IST0112',
  level: 'error',
  title: 'Route without a port to a service that has several',
  explanation:
    'A route of a VirtualService names no port, and its host has more than one. Istio then takes the port that the client called, which the host may not have.',
  fix: 'name the port of the destination',
  find,
};
