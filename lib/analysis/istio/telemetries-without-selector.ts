import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const KIND = 'telemetry.istio.io/Telemetry';

function* find(mesh: Mesh): Iterable<Report> {
  for (const namespace of mesh.namespaces.keys()) {
    const general = mesh.inNamespace(KIND, namespace).filter(({ spec }) => spec.selector === undefined);
    if (general.length < 2) continue;
    for (const on of general) {
      yield { on, problem: 'is one of several for the whole namespace', got: general.map(({ name }) => name) };
    }
  }
}

export const telemetriesWithoutSelector: Rule = {
  code: 'IST0160',
  level: 'error',
  title: 'Several Telemetries for a whole namespace',
  explanation:
    'Two or more Telemetries of one namespace have no selector. Istio takes the oldest of them, and ignores the others.',
  fix: 'join the Telemetries without selector into one',
  kiali: ['KIA0002'],
  find,
};
