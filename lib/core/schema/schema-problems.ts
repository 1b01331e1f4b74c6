import type { Problem } from '../problem';
import { istioAnnotationProblems } from './istio-annotations';
import { apiVersionOf, type Kind, kindOf, kindsOf } from './kinds';
import { metadataProblems } from './metadata';
import { nearestField } from './nearest-field';
import { SchemaNode } from './schema-node';
import { structureProblems } from './structure';
import { isMap, type Values } from './values';

const TOP = new SchemaNode({
  type: 'object',
  properties: { apiVersion: {}, kind: {}, metadata: {}, spec: {}, status: {} },
});

/** An object without a spec counts as one with an empty spec, as it does to Istio. */
function problemsOf(spec: unknown, schema: SchemaNode): Problem[] {
  const absent = spec === undefined || spec === null;
  if (absent && schema.required.includes('spec')) return [{ field: 'spec', problem: 'is missing', fix: 'set it' }];
  const specSchema = schema.field('spec');
  if (specSchema === undefined) return [];
  return structureProblems(absent ? {} : spec, specSchema).map((problem) => ({ ...problem, field: problem.field || 'spec' }));
}

function versionsOf({ apiVersion, kind }: Values): {
  readonly versions: Kind | undefined;
  readonly version: string;
  readonly group: string;
} {
  const [group = '', version = ''] = String(apiVersion).split('/');
  return { versions: kindOf(group, String(kind)), version, group };
}

/** A kind that a group of Istio or of the Gateway API does not have. What other groups have is not known here. */
function kindProblems(group: string, kind: unknown): Problem[] {
  const kinds = kindsOf(group);
  if (kinds.length === 0) return [];
  const meant = apiVersionOf(String(kind));
  const fix = meant === undefined ? nearestField(String(kind), kinds) : `write apiVersion ${meant}, or a kind of ${group}`;
  return [{ field: 'kind', problem: `is no kind of ${group}`, got: kind, fix: fix.replace(/^remove it, or /, '') }];
}

/** What an API server and Istio refuse in an object beside its spec: its kind, version, metadata, and fields that no object has. */
export function frameProblems(object: Values): Problem[] {
  const { versions, version, group } = versionsOf(object);
  if (versions === undefined) return kindProblems(group, object.kind);
  if (!versions.has(version)) {
    const fix = `use one of ${[...versions.keys()].map((name) => `${group}/${name}`).join(', ')}`;
    return [{ field: 'apiVersion', problem: 'is unknown', got: object.apiVersion, fix }];
  }
  const { metadata, kind } = object;
  const annotations = isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : {};
  return [
    ...structureProblems(object, TOP),
    ...metadataProblems(metadata),
    ...(group.endsWith('.istio.io') ? istioAnnotationProblems(String(kind), annotations) : []),
  ];
}

/** What an API server refuses in the spec of an object by the schema of its CRD. Fields are named without `spec` before them. */
export function specProblems(object: Values): Problem[] {
  const { versions, version } = versionsOf(object);
  const schema = versions?.get(version);
  return schema === undefined ? [] : problemsOf(object.spec, schema);
}

/**
 * What an API server refuses in an object by the schema of its CRD: fields that are not known, types, sizes, forms, closed sets, fields
 * that exclude each other; and what it and Istio refuse in the metadata of any object. The rules in CEL are elsewhere. Fields of the spec are named without
 * `spec` before them.
 *
 * An object of a kind whose CRD is not in `imports/` has no problems here.
 */
export function schemaProblems(object: Values): Problem[] {
  return [...frameProblems(object), ...specProblems(object)];
}
