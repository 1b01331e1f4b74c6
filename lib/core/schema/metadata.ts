import { annotationProblems, type Labels, labelProblems } from '../labels';
import { labelNameProblems, nameProblems } from '../names';
import type { Problem } from '../problem';
import type { Schema } from './schema';
import { SchemaNode } from './schema-node';
import { structureProblems } from './structure';

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string', nullable: true } };
const NUMBER: Schema = { type: 'integer' };
const RECORDS: Schema = { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };

const SCHEMA = new SchemaNode({
  type: 'object',
  properties: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    labels: TEXTS,
    annotations: TEXTS,
    finalizers: { type: 'array', items: TEXT },
    ownerReferences: RECORDS,
    managedFields: RECORDS,
    uid: TEXT,
    resourceVersion: TEXT,
    selfLink: TEXT,
    generation: NUMBER,
    creationTimestamp: TEXT,
    deletionTimestamp: TEXT,
    deletionGracePeriodSeconds: NUMBER,
  },
});

interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

function naming({ name, generateName, namespace }: Metadata): Problem[] {
  const nameless = generateName ? [] : [{ field: 'metadata.name', problem: 'is missing', fix: 'set it' }];
  return [
    ...(name ? nameProblems('metadata.name', name) : nameless),
    ...(namespace ? labelNameProblems('metadata.namespace', namespace) : []),
  ];
}

/** What an API server refuses in the metadata of an object in a namespace. */
export function metadataProblems(metadata: unknown): Problem[] {
  const structural = structureProblems(metadata ?? {}, SCHEMA);
  if (structural.length > 0) {
    return structural.map((problem) => ({ ...problem, field: problem.field === '' ? 'metadata' : `metadata.${problem.field}` }));
  }
  const known = (metadata ?? {}) as Metadata;
  return [
    ...naming(known),
    ...labelProblems('metadata.labels', known.labels),
    ...annotationProblems('metadata.annotations', known.annotations),
  ];
}
