import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type KubernetesGateway, kubernetesRoutes, whyNotTaken } from './gateway-parents';

const GROUP = 'gateway.networking.k8s.io';

function* find(mesh: Mesh): Iterable<Report> {
  const gateways = new Map<string, KubernetesGateway>(
    mesh.of(`${GROUP}/Gateway`).map((gateway) => [`${gateway.namespace}/${gateway.name}`, gateway]),
  );
  for (const on of kubernetesRoutes(mesh)) {
    for (const [i, ref] of (on.spec.parentRefs ?? []).entries()) {
      const { group = GROUP, kind = 'Gateway', namespace = on.namespace, name } = ref;
      if (group !== GROUP || kind !== 'Gateway') continue;
      const [field, got] = [`spec.parentRefs[${i}]`, `${namespace}/${name}`];
      const gateway = gateways.get(got);
      if (gateway === undefined) {
        const near = nearestField(got, [...gateways.keys()]);
        yield { on, field, problem: 'is no Gateway that exists', got, ...(near.startsWith('did you mean') ? { fix: near } : {}) };
        continue;
      }
      const reason = whyNotTaken(mesh, gateway, on, ref, field);
      if (reason !== undefined) yield { on, ...reason };
    }
  }
}

export const routeGateway: Rule = {
  code: 'KIA1401',
  level: 'error',
  title: 'Route to a Gateway that is not there, or does not take it',
  explanation:
    'A route of the Gateway API is attached to a Gateway that does not exist, to a listener or port that it does not have, or to one whose listeners take other kinds of routes, routes of other namespaces or other hosts alone. No request reaches the route.',
  fix: 'name a Gateway that exists',
  find,
};
