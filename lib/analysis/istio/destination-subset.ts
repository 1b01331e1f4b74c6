import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { destinationsOf } from './destinations';

/** The Service that a host means to Istio's analyzers: of the namespace it stands in, unless it is written out. */
function serviceNamed(host: string, namespace: string): string {
  const [, name, itsNamespace] = /^(.+)\.(.+)\.svc\.cluster\.local$/.exec(host) ?? [];
  return name === undefined ? `${namespace}/${host}` : `${itsNamespace}/${name}`;
}

/** Subsets by the Service they are of, whoever sees them. */
function subsetsOf(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const subsets = new Map<string, Set<string>>();
  for (const { namespace, spec } of mesh.of('networking.istio.io/DestinationRule')) {
    const service = serviceNamed(spec.host ?? '', namespace);
    const names = subsets.get(service) ?? new Set();
    for (const { name } of spec.subsets ?? []) names.add(name ?? '');
    subsets.set(service, names);
  }
  return subsets;
}

function* find(mesh: Mesh): Iterable<Report> {
  const subsets = subsetsOf(mesh);
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const { field, destination } of destinationsOf(on)) {
      const { host = '', subset = '' } = destination;
      const known = subsets.get(serviceNamed(host, on.namespace)) ?? new Set();
      if (subset === '' || known.has(subset)) continue;
      const near = nearName(subset, known);
      const others = known.size === 0 ? 'add a DestinationRule that has it' : `use one of ${[...known].join(', ')}`;
      const fix = near === undefined ? others : `did you mean ${near}?`;
      yield { on, field: `${field}.subset`, problem: `is no subset of ${host} in any DestinationRule`, got: subset, fix };
    }
  }
}

export const destinationSubset: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Route to a subset that does not exist',
  explanation:
    'A route or mirror of a VirtualService goes to a subset that no DestinationRule of the host has. Requests that take the route get 503.',
  fix: 'name a subset of the DestinationRule of the host, or add it there',
  kiali: ['KIA1107'],
  find,
};
