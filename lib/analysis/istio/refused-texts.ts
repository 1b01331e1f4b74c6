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

function ofMetadata(place: string, { metadata }: Values): TextMap[] {
  const { labels, annotations } = mapOf(metadata);
  return [
    { field: `${place}metadata.labels`, value: labels, formProblems: labelProblems },
    { field: `${place}metadata.annotations`, value: annotations, formProblems: annotationProblems },
  ];
}

function selectorsOf({ group, kind }: MeshObject, spec: Values, makesPods: boolean): TextMap[] {
  const { selector } = spec;
  if (PLAIN_SELECTORS.has(`${group}/${kind}`)) return [{ field: 'spec.selector', value: selector, formProblems: labelProblems }];
  if (!makesPods) return [];
  return [{ field: 'spec.selector.matchLabels', value: mapOf(selector).matchLabels, formProblems: labelProblems }];
}

/** Those of an object whose schema is not known here; the others are looked at with their schema. */
function textMapsOf(object: MeshObject): TextMap[] {
  const { manifest, group, kind } = object;
  if (kindOf(group, kind) !== undefined) return [];
  const podField = podFieldOf(object) ?? '';
  const template =
    podField === ''
      ? []
      : ofMetadata(
          `${podField}.`,
          podField.split('.').reduce<Values>((at, name) => mapOf(at[name]), manifest),
        );
  return [...ofMetadata('', manifest), ...selectorsOf(object, mapOf(manifest.spec), podField !== ''), ...template];
}

function problemsOf({ field, value, formProblems }: TextMap): Problem[] {
  if (value === undefined || value === null) return [];
  if (!isMap(value)) return [{ field, problem: 'must be a map', got: value, fix: 'write keys with a text each' }];
  const noTexts = Object.entries(value).filter(([, text]) => typeof text !== 'string' && text !== null);
  return [
    ...noTexts.map(([key, got]) => ({
      field: `${field}["${key}"]`,
      problem: 'must be a text',
      got,
      fix: key === 'istio-injection' ? 'write enabled, or disabled' : 'put quotes around it',
    })),
    ...formProblems(field, textsOf(value)),
  ];
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objects) {
    for (const map of textMapsOf(on))
      for (const { field, problem, got, fix } of problemsOf(map)) yield { on, field, problem, got, fix };
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
