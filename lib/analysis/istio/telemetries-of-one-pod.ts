import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Workload } from '../../model';
import type { Report, Rule } from '../rule';

const KIND = 'telemetry.istio.io/Telemetry';

function* find(mesh: Mesh): Iterable<Report> {
  const byWorkload = new Map<Workload, MeshObject[]>();
  for (const telemetry of mesh.of(KIND)) {
    const labels = telemetry.spec.selector?.matchLabels ?? {};
    if (Object.keys(labels).length === 0) continue;
    for (const workload of mesh.workloadsWith(labels, telemetry.namespace)) {
      append(byWorkload, workload, telemetry);
    }
  }
  for (const [{ kind, name }, telemetries] of byWorkload) {
    if (telemetries.length < 2) continue;
    for (const on of telemetries) {
      const field = 'spec.selector.matchLabels';
      yield { on, field, problem: `picks ${kind} ${name}, as others do`, got: telemetries.map((one) => one.name) };
    }
  }
}

export const telemetriesOfOnePod: Rule = {
  code: 'IST0159',
  level: 'error',
  title: 'Several Telemetries for one workload',
  explanation:
    'The selectors of two or more Telemetries pick one workload. Istio takes the oldest of them, and ignores the others.',
  fix: 'join the Telemetries into one, or make their selectors differ',
  kiali: ['KIA0003'],
  find,
};
