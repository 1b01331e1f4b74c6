import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('gateway.networking.k8s.io/Gateway')) {
    const seen = new Map<string, string>();
    for (const [i, { name, hostname = '', port, protocol }] of (on.spec.listeners ?? []).entries()) {
      for (const [field, key] of [
        [`spec.listeners[${i}].name`, `name ${name}`],
        [`spec.listeners[${i}]`, `${port} ${protocol} ${hostname}`],
      ] as const) {
        const earlier = seen.get(key);
        if (earlier !== undefined) yield { on, field, problem: `is what ${earlier} is too`, got: key.replace('name ', '') };
        else seen.set(key, field);
      }
    }
  }
}

export const repeatedListener: Rule = {
  code: 'KIA1503',
  level: 'error',
  title: 'Two listeners of a Gateway that are the same',
  explanation:
    'Two listeners of a Gateway of the Gateway API have one name, or one port, protocol and host. The API server refuses them, or neither of them works.',
  fix: 'give each listener a name and a host of its own',
  find,
};
