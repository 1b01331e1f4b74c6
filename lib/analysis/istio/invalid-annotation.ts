import { annotationProblem } from '../../admission/pod-annotations/annotation-rules';
import { knownAnnotation } from '../../admission/pod-annotations/known-annotations';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { istioAnnotations } from './annotations-of';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, kind, name, value, field } of istioAnnotations(mesh)) {
    if (!knownAnnotation(name)?.kinds.includes(kind)) continue;
    const problem = annotationProblem(name, value);
    if (problem !== undefined) yield { on, field, problem, got: value };
  }
}

export const invalidAnnotation: Rule = {
  code: 'IST0125',
  level: 'warning',
  title: 'Annotation with a value that Istio refuses',
  explanation:
    'The injector checks the annotations of a pod before it adds the proxy. With a value that it does not take the pod is not made.',
  fix: 'correct the value, or remove the annotation',
  find,
};
