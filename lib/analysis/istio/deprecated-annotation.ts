import { knownAnnotation } from '../../admission/pod-annotations/known-annotations';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { istioAnnotations, nameIn } from './annotations-of';
import { onceAnObject } from './once-an-object';

const INJECT = 'sidecar.istio.io/inject';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, name, value, field, labels } of istioAnnotations(mesh)) {
    if (knownAnnotation(name)?.deprecated !== true || (name === INJECT && labels[INJECT] !== undefined)) continue;
    const fix = name === INJECT ? `use the label ${INJECT} instead` : 'remove it, or use what took its place';
    yield { on, field, problem: 'is a deprecated annotation', got: value, fix };
  }
}

export const deprecatedAnnotation: Rule = {
  code: 'IST0135',
  level: 'info',
  title: 'Deprecated annotation',
  explanation: 'Istio still knows the annotation, and a later release will not.',
  fix: 'use what took the place of the annotation',
  find: (mesh) => onceAnObject(find(mesh), nameIn),
};
