import type { Cluster } from '../../cluster/cluster';
import type { Kinds } from '../../cluster/kinds';
import { keyOf, type Stored, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { DistFile } from '../dist-files';
import { type Check, count, type Difference } from './check';
import { differences } from './differences';

/** Who asks in a dry run, where nobody applied the object server-side. */
const MANAGER = 'cdk8s-istio-verify';

/** What was found of one object of `dist/`. */
interface Found {
  readonly object: Manifest;
  readonly stored?: Stored;
  readonly differences?: readonly Difference[];
  /** Why it cannot be compared. */
  readonly refusal?: string;
}

/** The checks of objects, and what is in the cluster of them, by key. */
export interface ObjectChecks {
  readonly checks: readonly Check[];
  readonly stored: ReadonlyMap<string, Stored>;
}

/** Whether each object of `dist/` is in the cluster, and is what an apply would make of it. */
export async function checkObjects(cluster: Cluster, kinds: Kinds, files: readonly DistFile[]): Promise<ObjectChecks> {
  const found = await Promise.all(
    files.map(({ objects }) => Promise.all(objects.map((object) => find(cluster, kinds, kinds.placed(object))))),
  );
  const stored = found.flat().flatMap(({ object, stored: one }) => (one === undefined ? [] : [[keyOf(object), one] as const]));
  const checks = files.flatMap(({ name }, i) => {
    const ofFile = found[i] as readonly Found[];
    return [...existence(name, ofFile), ...equality(name, ofFile)];
  });
  return { checks, stored: new Map(stored) };
}

async function find(cluster: Cluster, kinds: Kinds, object: Manifest): Promise<Found> {
  const path = kinds.pathOf(object);
  const stored = path === undefined ? undefined : await cluster.get<Stored>(path);
  if (path === undefined || stored === undefined) return { object };
  const question = `${path}?dryRun=All&force=true&fieldManager=${encodeURIComponent(managerOf(stored))}`;
  const { object: applied, refusal } = await cluster.send<Stored>('PATCH', question, object, 'application/apply-patch+yaml');
  if (refusal !== undefined) return { object, stored, refusal: refusal.message };
  return { object, stored, differences: differences(object, stored, applied) };
}

/** Who applied most of it: a field of theirs that `dist/` no longer says is a difference, as it is for `kubectl diff`. */
function managerOf({ metadata }: Stored): string {
  const size = ({ fieldsV1 }: { readonly fieldsV1?: unknown }) => JSON.stringify(fieldsV1 ?? {}).length;
  const appliers = (metadata.managedFields ?? []).filter(
    ({ operation, subresource }) => operation === 'Apply' && (subresource ?? '') === '',
  );
  return appliers.sort((a, b) => size(b) - size(a))[0]?.manager ?? MANAGER;
}

function existence(file: string, found: readonly Found[]): Check[] {
  const missing = found.filter(({ stored }) => stored === undefined);
  if (missing.length === 0) {
    return [{ check: 'exists', subject: file, ok: true, message: `${count(found.length, 'object')} in the cluster` }];
  }
  const fix = `apply ${file}`;
  if (missing.length === found.length && found.length > 1) {
    const message = `none of its ${count(found.length, 'object')} is in the cluster`;
    return [{ check: 'exists', subject: file, ok: false, message, fix }];
  }
  return missing.map(({ object }) => ({
    ...{ check: 'exists', subject: titleOf(object), ok: false },
    ...{ message: 'is not in the cluster', fix },
  }));
}

function equality(file: string, found: readonly Found[]): Check[] {
  const compared = found.filter(({ stored }) => stored !== undefined);
  const refusals = new Map<string, Manifest[]>();
  for (const { object, refusal } of compared) {
    if (refusal !== undefined) refusals.set(refusal, [...(refusals.get(refusal) ?? []), object]);
  }
  const wrong = [
    ...compared.flatMap(({ object, differences: some = [] }) => (some.length === 0 ? [] : [differing(file, object, some)])),
    ...[...refusals].map(([refusal, objects]) => incomparable(file, objects, refusal)),
  ];
  if (wrong.length > 0 || compared.length === 0) return wrong;
  return [{ check: 'equals', subject: file, ok: true, message: `an apply would change nothing` }];
}

function incomparable(file: string, objects: readonly Manifest[], refusal: string): Check {
  const [first, ...others] = objects;
  return {
    check: 'equals',
    subject: first !== undefined && others.length === 0 ? titleOf(first) : file,
    ok: false,
    message: `${count(objects.length, 'object')} cannot be compared, as an apply would be refused: ${refusal}`,
    fix: 'mend what refuses it, or apply with the rights to',
  };
}

/** As many as fit on a line. */
const SHOWN = 3;

function differing(file: string, object: Manifest, all: readonly Difference[]): Check {
  const shown = all.slice(0, SHOWN).map(({ path, dist, cluster }) => {
    if (dist === undefined && cluster === undefined) return `${path} differs`;
    if (dist === undefined) return `${path} is ${short(cluster)}, and not in dist`;
    if (isText(cluster) && isText(dist)) return firstLine(path, cluster, dist);
    return cluster === undefined
      ? `${path} is gone, ${short(dist)} in dist`
      : `${path} is ${short(cluster)}, ${short(dist)} in dist`;
  });
  const more = all.length > SHOWN ? [`${all.length - SHOWN} more`] : [];
  return {
    check: 'equals',
    subject: titleOf(object),
    ok: false,
    message: [...shown, ...more].join('; '),
    fix: `apply ${file}, or put the change into the program`,
    differences: all,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.includes('\n');

/** Of long texts, where they part. */
function firstLine(path: string, cluster: string, dist: string): string {
  const lines = cluster.split('\n');
  const wanted = dist.split('\n');
  const i = lines.findIndex((line, at) => line !== wanted[at]);
  const at = i < 0 ? lines.length : i;
  return `${path} has ${short(lines[at] ?? '')} in line ${at + 1}, ${short(wanted[at] ?? '')} in dist`;
}

/** Characters of a value in a message. */
const LENGTH = 60;

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LENGTH ? `${text.slice(0, LENGTH)}...` : text;
}
