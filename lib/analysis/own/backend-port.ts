import type { Mesh } from '../../model';
import { mapOf, mapsOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { routeBackends } from './route-backends';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, ref } of routeBackends(mesh)) {
    const { group = '', kind = 'Service', namespace = on.namespace, name, port: got } = ref;
    const service = group === '' && kind === 'Service' ? mesh.find('/Service', namespace, name) : undefined;
    if (service === undefined || got === undefined) continue;
    const ports = mapsOf(mapOf(service.spec).ports).map(({ port }) => port);
    if (ports.length === 0 || ports.includes(got)) continue;
    const fix = `use one of ${ports.join(', ')}`;
    yield { on, field: `${field}.port`, problem: `is no port of Service ${namespace}/${name}`, got, fix };
  }
}

export const backendPort: Rule = {
  code: 'MESH0305',
  level: 'error',
  title: 'Route to a port that its Service does not have',
  explanation:
    'A backend of a route of the Gateway API names a port that is not one of the Service, the port of the container for example. Requests to it are answered with the status 500 or 503.',
  fix: 'name a port of the Service',
  find,
};
