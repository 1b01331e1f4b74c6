import { annotationProblems, type Labels, labelProblems } from '../../core/labels';
import type { Problem } from '../../core/problem';
import { kindOf } from '../../core/schema/kinds';
import { isMap, type Values } from '../../core/schema/values';
import type { Mesh, MeshObject } from '../../model';
import { mapOf, textsOf } from '../../model/mesh-object';
import { podFieldOf } from '../../model/workload';
import type { Report, Rule } from '../rule';

type FormProblems = (field: string, texts: Labels) => Problem[];

/** A map of texts in an object, and what else the API server asks of them. */
interface TextMap {
  readonly field: string;
  readonly value: unknown;
  readonly formProblems: FormProblems;
}

/** Kinds that pick pods by labels alone, without `matchLabels`. */
const PLAIN_SELECTORS: ReadonlySet<string> = new Set([
  '/Service',
  '/ReplicationController',
  'apps.openshift.io/DeploymentConfig',
]);

function* ofMetadata(place: string, { labels, annotations }: Values): Iterable<TextMap> {
  if (labels !== undefined) yield { field: `${place}metadata.labels`, value: labels, formProblems: labelProblems };
  if (annotations !== undefined)
    yield { field: `${place}metadata.annotations`, value: annotations, formProblems: annotationProblems };
}

/** Those of an object whose schema is not known here; the others are looked at with their schema. */
function* textMapsOf(object: MeshObject): Iterable<TextMap> {
  const { manifest, group, kind } = object;
  if (kindOf(group, kind) !== undefined) return;
  yield* ofMetadata('', mapOf(manifest.metadata));
  const { selector } = mapOf(manifest.spec);
  const podField = podFieldOf(object) ?? '';
  if (PLAIN_SELECTORS.has(`${group}/${kind}`)) {
    yield { field: 'spec.selector', value: selector, formProblems: labelProblems };
  } else if (podField !== '') {
    yield { field: 'spec.selector.matchLabels', value: mapOf(selector).matchLabels, formProblems: labelProblems };
  }
  if (podField === '') return;
  const template = podField.split('.').reduce<Values>((at, name) => mapOf(at[name]), manifest);
  yield* ofMetadata(`${podField}.`, mapOf(template.metadata));
}

function problemsOf({ field, value, formProblems }: TextMap): Problem[] {
  if (value === undefined || value === null) return [];
  if (!isMap(value)) return [{ field, problem: 'must be a map', got: value, fix: 'write keys with a text each' }];
  const problems: Problem[] = [];
  for (const key in value) {
    const got = value[key];
    if (typeof got === 'string' || got === null) continue;
    const fix = key === 'istio-injection' ? 'write enabled, or disabled' : 'put quotes around it';
    problems.push({ field: `${field}["${key}"]`, problem: 'must be a text', got, fix });
  }
  return [...problems, ...formProblems(field, textsOf(value))];
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objects) {
    for (const map of textMapsOf(on)) {
      for (const { field, problem, got, fix } of problemsOf(map)) yield { on, field, problem, got, fix };
    }
  }
}

export const refusedTexts: Rule = {
  code: 'IST0106',
  level: 'error',
  title: 'Label or annotation that the cluster refuses',
  explanation:
    'The API server takes labels, annotations and selectors of any kind only with texts as values: without quotes yes, on and true are booleans to it, and 1.0 is a number. Keys and values of labels have a form as well. It refuses the object, so a Namespace gets no label of injection and a Deployment makes no pods.',
  fix: 'put quotes around the value',
  find,
};
