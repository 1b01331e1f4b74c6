import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { kubernetesRoutes } from './gateway-parents';

function* find(mesh: Mesh): Iterable<Report> {
  const names = mesh.objectsOf('/Service').map(({ namespace, name }) => `${namespace}/${name}`);
  for (const on of kubernetesRoutes(mesh)) {
    for (const [i, { backendRefs = [] }] of (on.spec.rules ?? []).entries()) {
      for (const [j, { group = '', kind = 'Service', namespace = on.namespace, name }] of backendRefs.entries()) {
        if (group !== '' || kind !== 'Service' || mesh.find('/Service', namespace, name) !== undefined) continue;
        const got = `${namespace}/${name}`;
        const near = nearestField(got, names);
        const fix = near.startsWith('did you mean') ? { fix: near } : {};
        yield { on, field: `spec.rules[${i}].backendRefs[${j}]`, problem: 'is no Service that exists', got, ...fix };
      }
    }
  }
}

export const routeService: Rule = {
  code: 'KIA1402',
  level: 'error',
  title: 'Route to a Service that does not exist',
  explanation: 'A route of the Gateway API sends requests to a Service that is not there. They are answered with the status 500.',
  fix: 'name a Service that exists',
  find,
};
