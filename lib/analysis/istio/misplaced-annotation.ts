import { type KnownAnnotation, knownAnnotation } from '../../admission/pod-annotations/known-annotations';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { istioAnnotations, nameIn } from './annotations-of';
import { onceAnObject } from './once-an-object';

/** Whether an annotation does something on objects of a kind. */
export function isFor({ kinds }: KnownAnnotation, kind: string): boolean {
  return kinds.includes('Any') || kinds.includes(kind);
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, kind, name, field, value } of istioAnnotations(mesh)) {
    const known = knownAnnotation(name);
    if (known === undefined || isFor(known, kind)) continue;
    const fix = `move it to ${known.kinds.join(' or ')}${known.kinds.includes('Pod') && kind === 'Deployment' ? ', which is spec.template here' : ''}`;
    yield { on, field, problem: `is an annotation that does nothing on a ${kind}`, got: value, fix };
  }
}

export const misplacedAnnotation: Rule = {
  code: 'IST0107',
  level: 'warning',
  title: 'Annotation on a kind that it is not for',
  explanation:
    'Istio reads the annotation on objects of other kinds alone, so here nothing happens because of it. What is meant for the pods of a Deployment has to stand in its template.',
  fix: 'move the annotation to an object of a kind that it is for',
  find: (mesh) => onceAnObject(find(mesh), nameIn),
};
