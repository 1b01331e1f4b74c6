import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { destinationHosts } from './destination-hosts';
import { destinationsOf } from './destinations';
import { meantHost } from './meant-host';

function* find(mesh: Mesh): Iterable<Report> {
  const hosts = destinationHosts(mesh);
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const { field, destination } of destinationsOf(on)) {
      const { host = '', port } = destination;
      const found = hosts.find(host, on.namespace, on.spec.exportTo);
      if (found === undefined) {
        const meant = meantHost(mesh, host, on.namespace);
        const problem = `is no service that namespace ${on.namespace} sees`;
        const fix = meant === undefined ? undefined : `did you mean ${meant}?`;
        yield { on, field: `${field}.host`, problem, got: host, ...(fix === undefined ? {} : { fix }) };
      } else if (port !== undefined && !found.ports.includes(port.number ?? 0)) {
        const fix = found.ports.length === 0 ? 'give the service ports' : `use one of ${found.ports.join(', ')}`;
        yield { on, field: `${field}.port.number`, problem: `is no port of ${host}`, got: port.number ?? 0, fix };
      }
    }
  }
}

export const destinationHost: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Route to a host or port that does not exist',
  explanation:
    'A route or mirror of a VirtualService goes to a host that is neither a Service nor a host of a ServiceEntry, or to a port that it does not have. ' +
    'Requests that take the route get 503. A name with a dot is taken as it is: reviews.prod is not the Service reviews of namespace prod.',
  fix: 'name a Service of the namespace, or write its full name, reviews.prod.svc.cluster.local for example',
  kiali: ['KIA1101'],
  find,
};
