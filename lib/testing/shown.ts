import type { Manifest } from '../core/manifest';
import { stableText } from './stable-text';

type Detail = 'short' | 'whole';
type Fields = Readonly<Record<string, unknown>>;

/** Written by a cluster, and by nobody who makes a manifest. */
const OF_CLUSTER = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Where marks of objects and pods stand, and where they are asked for. */
const MARKS = ['annotations', 'labels', 'matchLabels', 'selector'];

/** `checksum/config`, `pod-template-hash`, `example.com/sha256sum`. */
const HASH_MARK = /(^|[./_-])(checksum|hash|md5|md5sum|sha1|sha1sum|sha256|sha256sum|sha512|sha512sum)($|[./_-])/i;

const FIRST = ['apiVersion', 'kind', 'metadata'];

/** A copy without what changes by itself, and with its fields in a fixed order. */
export function shown(object: Manifest, detail: Detail): Manifest {
  const { status, ...rest } = object;
  const stable = ordered(shortened(redacted(withoutCluster(rest)), detail), detail) as Manifest;
  const names = Object.keys(stable);
  const inOrder = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
  return Object.fromEntries(inOrder.map((name) => [name, stable[name]])) as unknown as Manifest;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

function withoutCluster(object: Fields): Fields {
  const { metadata } = object;
  if (!isFields(metadata)) return object;
  const { annotations, ...marks } = without(metadata, OF_CLUSTER);
  const left = isFields(annotations) ? without(annotations, [LAST_APPLIED]) : annotations;
  const isNothing = isFields(left) ? Object.keys(left).length === 0 : left === undefined || left === null;
  return { ...object, metadata: isNothing ? marks : { ...marks, annotations: left } };
}

/** The keys of a Secret say what a program relies on; its values are for nobody to read. */
function redacted(object: Fields): Fields {
  if (object['kind'] !== 'Secret') return object;
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      (name === 'data' || name === 'stringData') && isFields(value)
        ? Object.fromEntries(Object.keys(value).map((key) => [key, '<redacted>']))
        : value,
    ]),
  );
}

/** Of a kind only what others rely on: its names, and the versions that it has. */
function shortened(object: Fields, detail: Detail): Fields {
  const { kind, spec } = object;
  if (detail === 'whole' || kind !== 'CustomResourceDefinition' || !isFields(spec) || !Array.isArray(spec['versions']))
    return object;
  const versions = spec['versions'].map((version: unknown) =>
    isFields(version) ? { name: version['name'], served: version['served'], storage: version['storage'] } : version,
  );
  return {
    ...object,
    spec: { group: spec['group'], names: { kind: (spec['names'] as Fields)?.['kind'] }, scope: spec['scope'], versions },
  };
}

/** Everything below a field, with texts that do not change by themselves. `within` is the field that the field is in. */
function ordered(value: unknown, detail: Detail, field = '', within = ''): unknown {
  if (typeof value === 'string') {
    if (value !== '' && field === 'caBundle') return '<ca bundle>';
    if (value !== '' && MARKS.includes(within) && HASH_MARK.test(field)) return '<hash>';
    return stableText(value, detail === 'short');
  }
  if (Array.isArray(value)) return value.map((item) => ordered(item, detail));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([name, content]): [string, unknown] => [
    name,
    ordered(content, detail, name, field),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
