import { ANNOTATION_NAMES, knownAnnotation } from '../../admission/pod-annotations/known-annotations';
import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { istioAnnotations, nameIn } from './annotations-of';
import { onceAnObject } from './once-an-object';

function nameNear(name: string): string {
  const group = name.split('/')[0] ?? '';
  const near = nearestField(name, ANNOTATION_NAMES);
  if (near.startsWith('did you mean')) return near;
  const siblings = ANNOTATION_NAMES.filter((one) => one.startsWith(`${group}/`));
  return siblings.length === 0 ? 'remove it' : nearestField(name, siblings);
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, name, field } of istioAnnotations(mesh)) {
    if (knownAnnotation(name) !== undefined) continue;
    yield { on, field, problem: 'is an annotation that Istio does not know', fix: nameNear(name) };
  }
}

export const unknownAnnotation: Rule = {
  code: 'IST0108',
  level: 'warning',
  title: 'Annotation that Istio does not know',
  explanation: 'The name of an annotation is in a domain of Istio, and is none that Istio reads. Nothing happens because of it.',
  fix: 'correct the name of the annotation, or remove it',
  find: (mesh) => onceAnObject(find(mesh), nameIn),
};
