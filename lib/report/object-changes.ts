import { specAsKept } from '../core/schema/as-read';
import type { Values } from '../core/schema/values';
import type { Mesh, MeshObject } from '../model';
import { compareText, mapOf } from '../model/mesh-object';
import { type FieldChange, fieldChanges } from './field-changes';

/** An object that is not what it was. */
export interface ObjectChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** As it is now, or was where it is removed. */
  readonly object: MeshObject;
  /** As it was. @default it was not there */
  readonly before?: MeshObject;
  /** Fields that differ. None of what is added or removed. */
  readonly fields: readonly FieldChange[];
}

/** What a cluster or a tool notes in objects. */
const NOTES: ReadonlySet<string> = new Set([
  ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'],
]);
const NOTED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

export const objectKey = ({ group, kind, namespace, name }: MeshObject) => `${group}/${kind} ${namespace}/${name}`;

/** `VirtualService bookinfo/reviews` */
export function titleOf({ kind, namespace, name }: Pick<MeshObject, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

function withoutEmpty(marks: Values): Values | undefined {
  const entries = Object.entries(marks).filter(([name]) => name !== NOTED_ANNOTATION);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What an object says, with its namespace, and without what others note in it. */
function said({ manifest, namespace }: MeshObject): Values {
  const { metadata, status: _, spec, ...rest } = manifest;
  const { labels, annotations, ...names } = mapOf(metadata);
  const kept = Object.entries(names).filter(([name, value]) => !NOTES.has(name) && value !== null);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
    metadata: {
      ...Object.fromEntries(kept),
      namespace,
      labels: withoutEmpty(mapOf(labels)),
      annotations: withoutEmpty(mapOf(annotations)),
    },
    spec: spec === undefined ? undefined : specAsKept(manifest),
  };
}

const SECRET_FIELD = /^(data|stringData)\b/;

function withoutSecrets(field: FieldChange): FieldChange {
  return SECRET_FIELD.test(field.path) ? { path: field.path, isSecret: true } : field;
}

function changeOf(before: MeshObject, object: MeshObject): ObjectChange[] {
  const all = fieldChanges(said(before), said(object));
  if (all.length === 0) return [];
  const fields = object.kind === 'Secret' && object.group === '' ? all.map(withoutSecrets) : all;
  return [{ change: 'changed', object, before, fields }];
}

/** Objects by what a cluster tells them apart by: of several, the last one, which is the one that it keeps. */
const byKey = ({ objects }: Mesh) => new Map(objects.map((object) => [objectKey(object), object]));

/** The objects that are added, removed, or say something else, by kind, namespace and name. */
export function objectChanges(before: Mesh, after: Mesh): readonly ObjectChange[] {
  const [was, is] = [byKey(before), byKey(after)];
  const added = [...is]
    .filter(([key]) => !was.has(key))
    .map(([, object]): ObjectChange => ({ change: 'added', object, fields: [] }));
  const removed = [...was]
    .filter(([key]) => !is.has(key))
    .map(([, object]): ObjectChange => ({ change: 'removed', object, before: object, fields: [] }));
  const changed = [...is].flatMap(([key, object]) => {
    const old = was.get(key);
    return old === undefined ? [] : changeOf(old, object);
  });
  return [...added, ...removed, ...changed].sort(
    ({ object: a }, { object: b }) =>
      compareText(a.kind, b.kind) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
}
