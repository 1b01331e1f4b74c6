import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import type { Manifest } from '../core/manifest';
import { type PropNames, refuseProps } from '../core/prop-names';
import { type SnapshotSelection, selected } from './selection';
import { shown } from './shown';

export type { SnapshotSelection } from './selection';

/** An App, a Chart or any other construct of a program; or manifests that were read from somewhere, `List`s among them. */
export type SnapshotSource = Construct | readonly object[];

/** What of the objects is in a snapshot. Props of the selection count together: all that are given must fit. */
export interface SnapshotOptions extends SnapshotSelection {
  /**
   * `short`: a CustomResourceDefinition without its schemas, and in place of a text of more than 40 lines or 2,000 characters its
   * size. What changes inside of these is seen in `dist/` alone. `whole`: all of it.
   * @default short
   */
  readonly detail?: 'short' | 'whole';
}

const NAMES: PropNames<SnapshotOptions> = { kind: 'optional', name: 'optional', namespace: 'optional', detail: 'optional' };

/**
 * The objects of a program as YAML for a snapshot test, whose text changes only when somebody changed the mesh: sorted by kind,
 * namespace and name, fields by name, lists in their own order; `<hash>` in place of hashes, checksums and digests, `<ca bundle>` in
 * place of what a cluster writes into webhooks, `<redacted>` in place of each value of a Secret, a mark in place of certificates and
 * private keys. What a cluster adds to objects (status, uid, ...) is left out. It is a string, for the snapshots of any test runner.
 *
 * @param source where the objects are; the whole program that a construct is in is checked, as `cdk8s synth` does
 * @param options which objects; all of them by default
 * @throws Error when the program has a mistake, and when there is no such object, since a snapshot of nothing tests nothing
 */
export function snapshotOf(source: SnapshotSource, options: SnapshotOptions = {}): string {
  refuseProps('snapshotOf', NAMES, options);
  const { detail = 'short', ...selection } = options;
  const objects = selected(objectsOf(source), selection);
  return objects
    .map((object) => shown(object, detail))
    .sort(byIdentity)
    .map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}

function objectsOf(source: SnapshotSource): Manifest[] {
  if (!Construct.isConstruct(source)) return (source as readonly object[]).flatMap(flat);
  const problems = App.of(source)
    .node.findAll()
    .flatMap(({ node }) => node.validate().map((problem) => `${node.path}: ${problem}`));
  if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
  return source.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .flatMap((object) => flat(object.toJson() as object));
}

/** The objects of a list, or the one object. */
function flat(object: object): Manifest[] {
  const { items, kind } = object as { readonly items?: unknown; readonly kind?: unknown };
  return Array.isArray(items) && String(kind).endsWith('List') ? (items as object[]).flatMap(flat) : [object as Manifest];
}

/** In the same way on every machine, whatever its language. */
function byIdentity(a: Manifest, b: Manifest): number {
  const [left, right] = [identity(a), identity(b)];
  for (const [i, part] of left.entries()) {
    const other = right[i] as string;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function identity({ apiVersion, kind, metadata }: Manifest): string[] {
  return [kind, metadata?.namespace ?? '', metadata?.name ?? '', apiVersion];
}
