import { grouped } from '../../core/grouped';
import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const known = grouped(mesh.objectsOf('/ServiceAccount'), ({ namespace }) => namespace);
  for (const on of mesh.of('networking.istio.io/WorkloadGroup')) {
    const account = on.spec.template?.serviceAccount ?? '';
    const there = ['default', ...(known.get(on.namespace) ?? []).map(({ name }) => name)];
    if (account === '' || there.includes(account)) continue;
    const near = nearestField(account, there);
    const problem = `is no ServiceAccount of namespace ${on.namespace}`;
    yield {
      on,
      field: 'spec.template.serviceAccount',
      problem,
      got: account,
      ...(near.startsWith('did you mean') ? { fix: near } : {}),
    };
  }
}

export const groupAccount: Rule = {
  code: 'KIA1701',
  level: 'warning',
  title: 'WorkloadGroup with an account that does not exist',
  explanation:
    'Machines of the group join the mesh with a token of their service account, and there is none of that name to make one for.',
  fix: 'add the ServiceAccount, or name one that is there',
  find,
};
