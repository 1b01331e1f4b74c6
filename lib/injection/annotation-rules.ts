import { annotationProblem } from '../admission/pod-annotations/annotation-rules';
import type { Marks } from './pod';

/** Annotations whose value becomes a field of a probe, which holds less than what istiod's own check of the annotation takes. */
const PROBE_FIELDS = ['initialDelaySeconds', 'periodSeconds', 'failureThreshold'].map(
  (field) => `readiness.status.sidecar.istio.io/${field}`,
);
const MOST = 2 ** 31 - 1;

function problemOf(name: string, value: string): string | undefined {
  const problem = annotationProblem(name, value);
  return problem === undefined && PROBE_FIELDS.includes(name) && Number(value) > MOST
    ? `must be a whole number from 0 to ${MOST}`
    : problem;
}

/** One line for each annotation with which istiod does not inject. */
export function annotationProblems(annotations: Marks = {}): string[] {
  return Object.entries(annotations).flatMap(([name, value]) => {
    const problem = problemOf(name, value);
    const advice = 'correct it, or remove the annotation';
    return problem === undefined ? [] : [`annotation ${name} ${problem}, got ${JSON.stringify(value)}; ${advice}`];
  });
}
