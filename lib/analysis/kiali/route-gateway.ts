import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type KubernetesGateway, kubernetesRoutes, takesRoutesOf } from './gateway-parents';

const GROUP = 'gateway.networking.k8s.io';

function* find(mesh: Mesh): Iterable<Report> {
  const gateways = new Map<string, KubernetesGateway>(
    mesh.of(`${GROUP}/Gateway`).map((gateway) => [`${gateway.namespace}/${gateway.name}`, gateway]),
  );
  for (const on of kubernetesRoutes(mesh)) {
    for (const [i, { group = GROUP, kind = 'Gateway', namespace = on.namespace, name, sectionName }] of (
      on.spec.parentRefs ?? []
    ).entries()) {
      if (group !== GROUP || kind !== 'Gateway') continue;
      const [field, got] = [`spec.parentRefs[${i}]`, `${namespace}/${name}`];
      const gateway = gateways.get(got);
      if (gateway === undefined) {
        const near = nearestField(got, [...gateways.keys()]);
        yield { on, field, problem: 'is no Gateway that exists', got, ...(near.startsWith('did you mean') ? { fix: near } : {}) };
      } else if (!takesRoutesOf(mesh, gateway, on.namespace, sectionName)) {
        const fix = 'add the namespace to allowedRoutes of a listener, or name a listener that takes it';
        yield { on, field, problem: `is a Gateway without a listener for routes of namespace ${on.namespace}`, got, fix };
      }
    }
  }
}

export const routeGateway: Rule = {
  code: 'KIA1401',
  level: 'error',
  title: 'Route to a Gateway that is not there, or does not take it',
  explanation:
    'A route of the Gateway API is attached to a Gateway that does not exist, or whose listeners take routes of other namespaces alone. No request reaches the route.',
  fix: 'name a Gateway that exists',
  find,
};
