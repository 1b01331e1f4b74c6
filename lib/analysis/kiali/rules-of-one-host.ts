import { append, grouped } from '../../core/grouped';
import type { Mesh } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import type { DestinationRule } from './wide-rules';

const isForAll = ({ spec: { exportTo = [] } }: DestinationRule) => exportTo.length === 0 || exportTo.includes('*');

interface Place {
  readonly on: DestinationRule;
  readonly field: string;
  readonly got: string;
}

/** For each rule another one that one client has before it too: of its namespace, or for all as it is itself. */
function* meeting(places: readonly Place[]): Iterable<{ place: Place; other: Place }> {
  const forAll = places.filter(({ on }) => isForAll(on));
  const byNamespace = grouped(places, ({ on }) => on.namespace);
  for (const place of places) {
    const near = byNamespace.get(place.on.namespace) ?? [];
    const other = [...near.slice(0, 2), ...(isForAll(place.on) ? forAll.slice(0, 2) : [])].find(({ on }) => on !== place.on);
    if (other !== undefined) yield { place, other };
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const groups = new Map<string, Place[]>();
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const { host = '', subsets = [], workloadSelector } = on.spec;
    const full = `${fullHost(host, on.namespace, mesh.settings.domain)} ${JSON.stringify(workloadSelector ?? null)}`;
    const entries = subsets.map(({ name }, i) => ({ key: `${full} ${name}`, on, field: `spec.subsets[${i}].name`, got: name }));
    const whole = { key: full, on, field: 'spec.host', got: host };
    for (const { key, ...entry } of subsets.length === 0 ? [whole] : entries) {
      append(groups, key, entry);
    }
  }
  for (const group of groups.values()) {
    for (const { place, other } of meeting(group)) {
      yield { ...place, problem: `is in DestinationRule ${other.on.namespace}/${other.on.name} as well` };
    }
  }
}

export const rulesOfOneHost: Rule = {
  code: 'KIA0201',
  level: 'warning',
  title: 'Two DestinationRules for one host and subset',
  explanation:
    'Of two DestinationRules in one namespace Istio puts the subsets together, takes the traffic policy of the older one, and of two subsets of one name the first. Of two in different namespaces a client follows one alone.',
  fix: 'join them into one DestinationRule',
  find,
};
