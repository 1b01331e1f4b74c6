import type { Manifest } from '../core/manifest';

/** Which objects are meant. */
export interface SnapshotSelection {
  /** Kinds, as they stand in YAML: `VirtualService`. @default every kind */
  readonly kind?: string | readonly string[];
  /** Names of the objects. @default every name */
  readonly name?: string | readonly string[];
  /** Namespaces as they stand in the objects; `''` is for objects that name none. @default every namespace */
  readonly namespace?: string | readonly string[];
}

/**
 * The objects that are meant, in their order.
 * @throws Error when there are none
 */
export function selected(objects: readonly Manifest[], { kind, name, namespace }: SnapshotSelection): Manifest[] {
  const found = objects.filter(
    (object) =>
      isOneOf(object.kind, kind) &&
      isOneOf(object.metadata?.name ?? '', name) &&
      isOneOf(object.metadata?.namespace ?? '', namespace),
  );
  if (found.length > 0) return found;
  if (objects.length === 0)
    throw new Error('snapshotOf: there are no objects; give the app that they are in, after they were made');
  throw new Error(
    `snapshotOf: the selection fits none of ${objects.length} objects, got ${JSON.stringify({ kind, name, namespace })}; ` +
      `there are ${listed(fitting(objects, kind))}`,
  );
}

function isOneOf(value: string, wanted: string | readonly string[] | undefined): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? value === wanted : wanted.includes(value));
}

/** What could have been meant: the objects of the kind, or the kinds. */
function fitting(objects: readonly Manifest[], kind: SnapshotSelection['kind']): string[] {
  const ofKind = kind === undefined ? [] : objects.filter((object) => isOneOf(object.kind, kind));
  const names = ofKind.length > 0 ? ofKind.map(nameOf) : objects.map((object) => object.kind);
  return [...new Set(names)].sort();
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

const AT_MOST = 20;

function listed(names: readonly string[]): string {
  const more = names.length - AT_MOST;
  return `${names.slice(0, AT_MOST).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
