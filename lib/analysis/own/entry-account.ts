import { grouped } from '../../core/grouped';
import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const accounts = grouped(mesh.objectsOf('/ServiceAccount'), ({ namespace }) => namespace);
  for (const on of mesh.of('networking.istio.io/WorkloadEntry')) {
    const { serviceAccount: got = '' } = on.spec;
    const there = accounts.get(on.namespace)?.map(({ name }) => name) ?? [];
    if (got === '' || got === 'default' || there.length === 0 || there.includes(got)) continue;
    const near = nearName(got, there);
    const fix = near === undefined ? `add it, or use one of ${there.join(', ')}` : `did you mean ${near}?`;
    yield { on, field: 'spec.serviceAccount', problem: `is no ServiceAccount of namespace ${on.namespace}`, got, fix };
  }
}

export const entryAccount: Rule = {
  code: 'MESH0503',
  level: 'warning',
  title: 'WorkloadEntry with an account that does not exist',
  explanation:
    'Clients take a machine for what it says it is only where its certificate has the account of its WorkloadEntry, and there is none of that name in the namespace to make a certificate for: calls with mutual TLS fail. Looked at where the ServiceAccounts of the namespace are among the manifests.',
  fix: 'add the ServiceAccount, or name one that is there',
  find,
};
