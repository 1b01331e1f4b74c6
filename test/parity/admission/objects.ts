import crds from '../../../imports/crds.json';
import gatewayApiCrds from '../../../imports/gateway-api-crds.json';
import type { Schema } from '../../../lib/core/schema/schema';
import { isMap, type Values } from '../../../lib/core/schema/values';
import { fieldsOf, Generator } from './from-schema';
import type { JudgedKind } from './kinds';
import { LABELS, mapOf, pool } from './pool';
import { Random } from './random';

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const NAMES = pool(['a', 'reviews', 'a-1'], ['', 'A', 'a_b', '-a', 'a.b', 'a'.repeat(253), 'a'.repeat(254), 1, null, undefined]);
const NAMESPACES = pool(['shop', undefined], ['', 'a.b', 'A', 'a'.repeat(64), 1, null]);
const ANNOTATIONS = mapOf(
  pool(
    ['note', 'example.com/A'],
    [
      'istio.io/dry-run',
      'internal.istio.io/parents',
      'internal.istio.io/webhook-always-reject',
      '',
      'a b',
      'a/b/c',
      'internal.istio.io/parent-namespace',
    ],
  ),
  pool(['', 'true', 'ä b'], ['T', 'no', 1, null, 'x'.repeat(300_000), 'false', '1']),
);

function crdOf({ kind, group }: JudgedKind): Crd['spec'] {
  const all = (group === undefined ? crds : gatewayApiCrds) as unknown as readonly Crd[];
  const found = all.find(({ spec }) => spec.names.kind === kind);
  if (found === undefined) throw new Error(`no CRD ${kind}`);
  return found.spec;
}

const specOf = (kind: JudgedKind): Schema => crdOf(kind).versions[0]?.schema.openAPIV3Schema.properties?.spec ?? {};

function metadataOf({ knowledge }: JudgedKind, random: Random): unknown {
  const metadata: Record<string, unknown> = { name: NAMES(random), namespace: NAMESPACES(random) };
  if (random.chance(0.2)) metadata.labels = (knowledge.labels ?? LABELS)(random);
  if (random.chance(0.2)) metadata.annotations = (knowledge.annotations ?? ANNOTATIONS)(random);
  if (random.isTroubled() && random.chance(0.1))
    metadata[random.pick(['Labels', 'finalizers', 'foo'])] = random.pick([{}, [], ['a/b'], 'a']);
  return metadata;
}

/** A copy as it stands in JSON, that shares nothing with the pools. */
function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

function fill(judged: JudgedKind, random: Random): Values {
  const { kind, knowledge } = judged;
  const { group, versions } = crdOf(judged);
  const version = random.pick(versions.filter(({ served }) => served)).name;
  const spec = plain(new Generator(knowledge).make('', specOf(judged), random));
  if (isMap(spec)) knowledge.mend?.(spec, random);
  const object: Record<string, unknown> = { apiVersion: `${group}/${version}`, kind, metadata: metadataOf(judged, random), spec };
  if (random.isTroubled()) object[random.pick(['Spec', 'foo', 'data'])] = {};
  if (random.isTroubled()) delete object.spec;
  return plain(object);
}

const fieldsOfKinds = new Map<JudgedKind, readonly string[]>();

function fieldsOfKind(kind: JudgedKind): readonly string[] {
  const known = fieldsOfKinds.get(kind) ?? fieldsOf('', specOf(kind), kind.knowledge);
  fieldsOfKinds.set(kind, known);
  return known;
}

/** The places of one object at which there could be trouble. */
function countPlaces(kind: JudgedKind, seed: number): number {
  const random = new Random(seed);
  fill(kind, random);
  return random.places;
}

/**
 * The object of a kind that follows from a seed: a third of them as they should be, a third with trouble in a field, and the others with
 * trouble in one place, or anywhere.
 */
export function makeObject(kind: JudgedKind, seed: number): Values {
  const which = seed % 6;
  if (which < 2) return fill(kind, new Random(seed));
  const choice = new Random(seed + 1);
  if (which < 4) return fill(kind, new Random(seed, { field: choice.pick(fieldsOfKind(kind)) }));
  if (which === 4) return fill(kind, new Random(seed, { at: choice.below(countPlaces(kind, seed)) }));
  return fill(kind, new Random(seed, { rate: 0.05 }));
}
