import { parse } from 'yaml';

/** An object as the API server gets it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Two values at one place that are not the same. */
export interface Difference {
  /** `<kind> <namespace>/<name>` */
  readonly object: string;
  /** Place in the object: `spec.ports[0].name`; `''` when one side does not have the object at all. */
  readonly path: string;
  readonly official: unknown;
  readonly ours: unknown;
}

/** Kind, namespace and name. */
export function identify({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without fields that say nothing: the charts print `null` where a list or a map has no entries. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutNulls(field)]));
}

/** With amounts of resources as text: Kubernetes takes `1` and `"1"` for the same, and the charts print both without quotes. */
function withTextAmounts(value: unknown, isAmount = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => withTextAmounts(entry));
  if (!isMap(value)) return isAmount && typeof value === 'number' ? String(value) : value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, field]) => [key, withTextAmounts(field, isAmount || key === 'requests' || key === 'limits')]),
  );
}

/** Entries of ConfigMaps that are YAML or JSON. */
const TEXTS = ['mesh', 'meshNetworks', 'values', 'config'];

function isGatewayClass({ metadata }: KubeObject): boolean {
  return metadata.labels?.['gateway.istio.io/defaults-for-class'] !== undefined;
}

/** The injector takes no annotations and an empty map of them for the same. */
function withoutEmptyAnnotations(config: unknown): unknown {
  if (!isMap(config) || !isMap(config['injectedAnnotations']) || Object.keys(config['injectedAnnotations']).length > 0)
    return config;
  const { injectedAnnotations: _none, ...others } = config;
  return others;
}

const parsed = new Map<string, unknown>();

/** What a text says. Most texts are those of an earlier case, and reading them takes most of the time. */
function read(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
}

/** The object with the texts inside of it read, so that what is compared is what they say. */
export function readable(object: KubeObject): KubeObject {
  const plain = withTextAmounts(withoutNulls(object)) as KubeObject;
  if (plain.kind !== 'ConfigMap' || !isMap(plain['data'])) return plain;
  const data = Object.entries(plain['data']).map(([key, text]) => {
    if (!TEXTS.includes(key) && !isGatewayClass(plain)) return [key, text];
    // A `null` in the defaults of a Gateway class takes something away, so it says something.
    const said = read(String(text));
    return [key, isGatewayClass(plain) ? said : withoutEmptyAnnotations(withTextAmounts(withoutNulls(said)))];
  });
  return { ...plain, data: Object.fromEntries(data) };
}

function deepDifferences(object: string, path: string, official: unknown, ours: unknown): Difference[] {
  if (Array.isArray(official) && Array.isArray(ours)) {
    return Array.from({ length: Math.max(official.length, ours.length) }, (_, i) =>
      deepDifferences(object, `${path}[${i}]`, official[i], ours[i]),
    ).flat();
  }
  if (isMap(official) && isMap(ours)) {
    return [...new Set([...Object.keys(official), ...Object.keys(ours)])].flatMap((key) =>
      deepDifferences(object, path === '' ? key : `${path}.${key}`, official[key], ours[key]),
    );
  }
  return Object.is(official, ours) ? [] : [{ object, path, official, ours }];
}

function byIdentity(objects: readonly KubeObject[]): Map<string, KubeObject> {
  const map = new Map<string, KubeObject>();
  for (const object of objects) {
    if (map.has(identify(object))) throw new Error(`${identify(object)} is emitted twice`);
    map.set(identify(object), object);
  }
  return map;
}

/** All differences between two lists of readable objects. The order of the objects says nothing. */
export function differences(official: readonly KubeObject[], ours: readonly KubeObject[]): Difference[] {
  const left = byIdentity(official);
  const right = byIdentity(ours);
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((object) =>
    deepDifferences(object, '', left.get(object), right.get(object)),
  );
}
