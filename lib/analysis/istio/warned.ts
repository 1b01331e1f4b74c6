import { WARNINGS } from '../../admission/warnings';
import type { Problem } from '../../core/problem';
import type { Mesh, SpecKind } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const [kind, warnings] of Object.entries(WARNINGS) as [SpecKind, (spec: unknown, namespace: string) => Problem[]][]) {
    for (const on of mesh.of(kind)) {
      for (const { field, problem, got, fix } of warnings(on.spec, on.namespace)) {
        yield { on, field: `spec.${field}`, problem, got, fix };
      }
    }
  }
}

export const warned: Rule = {
  code: 'IST0133',
  level: 'warning',
  title: 'Object that the cluster takes with a warning',
  explanation:
    'The webhook of istiod takes an object and warns: a field is old or ignored, or a selector picks everything. Every EnvoyFilter gets one, since it changes what Istio makes for itself.',
  fix: 'write what the kind has today',
  find,
};
