import { grouped } from '../../core/grouped';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const listeners = mesh.of('gateway.networking.k8s.io/Gateway').flatMap((on) =>
    (on.spec.listeners ?? []).map(({ hostname = '', port }, i) => ({
      on,
      field: `spec.listeners[${i}].hostname`,
      hostname,
      port,
    })),
  );
  const named = listeners.filter(({ hostname }) => hostname !== '');
  for (const all of grouped(named, ({ hostname, port }) => `${hostname} ${port}`).values()) {
    const [first, second] = [...new Set(all.map(({ on }) => on))];
    if (first === undefined || second === undefined) continue;
    for (const { on, field, hostname } of all) {
      const other = on === first ? second : first;
      yield { on, field, problem: `is a host of Gateway ${other.namespace}/${other.name} on the same port`, got: hostname };
    }
  }
}

export const gatewaysOfOneHost: Rule = {
  code: 'KIA1501',
  level: 'warning',
  title: 'Two Gateways for one host and port',
  explanation:
    'Two Gateways of the Gateway API listen for one host on one port. Each has an address of its own, and DNS decides which one clients reach.',
  fix: 'keep the host on one Gateway, and attach the routes to that',
  find,
};
