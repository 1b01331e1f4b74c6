import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const all = mesh.of('networking.istio.io/VirtualService');
  const named = new Set(
    all.flatMap(({ namespace, spec }) =>
      (spec.http ?? []).flatMap(({ delegate }) =>
        delegate === undefined ? [] : [`${delegate.namespace || namespace}/${delegate.name}`],
      ),
    ),
  );
  for (const on of all) {
    const { hosts = [], http = [] } = on.spec;
    if (hosts.length === 0 && http.length > 0 && !named.has(`${on.namespace}/${on.name}`))
      yield { on, problem: 'has no hosts, and no other VirtualService delegates to it' };
  }
}

export const delegateOfNobody: Rule = {
  code: 'MESH0119',
  level: 'warning',
  title: 'Delegate to which nobody delegates',
  explanation:
    'A VirtualService without hosts holds for what others hand over to it by delegate. None does so, and its rules are never asked.',
  fix: 'name it under delegate in a rule of another VirtualService, or give it hosts',
  find,
};
