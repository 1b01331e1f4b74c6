import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { namedAccounts } from './principals';

function* find(mesh: Mesh): Iterable<Report> {
  const { trustDomain: own, trustDomainAliases = [] } = mesh.settings;
  const known = new Set([own, 'cluster.local', ...trustDomainAliases]);
  for (const { on, field, written, trustDomain } of namedAccounts(mesh)) {
    if (trustDomain === undefined || known.has(trustDomain)) continue;
    yield { on, field, problem: 'is of a trust domain that the mesh does not know', got: written, fix: `use ${own}` };
  }
}

export const trustDomain: Rule = {
  code: 'KIA0108',
  level: 'warning',
  title: 'Principal of an unknown trust domain',
  explanation:
    'A principal begins with the trust domain of the mesh that gave the certificate. This one is neither that of the mesh configuration nor among its trustDomainAliases.',
  fix: 'use the trust domain of the mesh, cluster.local stands for it, or add the other one to trustDomainAliases',
  find,
};
