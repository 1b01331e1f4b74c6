import { grouped } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { exportsOf } from './rules-for-host';

type DestinationRule = MeshObject<Specs['networking.istio.io/DestinationRule']>;

/** What DestinationRules have in common that istiod joins. */
function joinedBy(mesh: Mesh, on: DestinationRule): string {
  const { host, workloadSelector } = on.spec;
  const full = fullHost(host, on.namespace, mesh.settings.domain);
  return JSON.stringify([on.namespace, full, [...exportsOf(mesh, on)].sort(), workloadSelector?.matchLabels ?? null]);
}

function* find(mesh: Mesh): Iterable<Report> {
  const groups = grouped(mesh.of('networking.istio.io/DestinationRule'), (on) => joinedBy(mesh, on));
  for (const group of groups.values()) {
    const [first, ...others] = group.filter(({ spec }) => spec.trafficPolicy !== undefined);
    if (first === undefined) continue;
    for (const on of others) {
      if (JSON.stringify(on.spec.trafficPolicy) === JSON.stringify(first.spec.trafficPolicy)) continue;
      yield {
        on,
        field: 'spec.trafficPolicy',
        problem: `is left out, since DestinationRule ${first.namespace}/${first.name} has one for the same host`,
        got: on.spec.trafficPolicy,
        fix: `move it into DestinationRule ${first.namespace}/${first.name}`,
      };
    }
  }
}

export const losingPolicy: Rule = {
  code: 'MESH0202',
  level: 'warning',
  title: 'Traffic policy that another DestinationRule wins over',
  explanation:
    'istiod joins the DestinationRules of one host in one namespace: all of their subsets, but the traffic policy of the oldest alone. The other policies are left out as a whole, and after a restore it may be another one that wins.',
  fix: 'keep one DestinationRule for the host',
  kiali: ['KIA0201'],
  find,
};
