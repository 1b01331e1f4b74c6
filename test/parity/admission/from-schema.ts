import { oneOfFields } from '../../../lib/core/schema/one-of-fields';
import type { Schema } from '../../../lib/core/schema/schema';
import type { Values } from '../../../lib/core/schema/values';
import { DURATIONS, type Maker, TEXTS } from './pool';
import type { Random } from './random';

interface CrdSchema extends Schema {
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[];
}

/** What a generator knows of a kind beyond its schema. Paths are ends of paths: `destination.host`, `http[].match[]`. */
export interface Knowledge {
  /** How values are made. */
  readonly values: Readonly<Record<string, Maker>>;
  /** Fields that make sense together, one such set for each object. A field that ends in `!` is always there. */
  readonly shapes: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Labels and annotations of the objects. @default some that mean nothing */
  readonly labels?: Maker;
  readonly annotations?: Maker;
  /** Repairs what hangs together, in place. */
  readonly mend?: (spec: Values, random: Random) => void;
}

/** What stands in a place where something of a certain type should. */
const WRONG: readonly unknown[] = [
  '',
  'text',
  0,
  -1,
  1.5,
  2 ** 31,
  1e300,
  true,
  null,
  [],
  {},
  [null],
  { a: 1 },
  ['a', 'a'],
  'x'.repeat(70_000),
];

function lookUp<T>(table: Readonly<Record<string, T>>, path: string): T | undefined {
  for (let rest = path; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (Object.hasOwn(table, rest)) return table[rest];
    if (!rest.includes('.')) return undefined;
  }
}

const childOf = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);

/** Whether a path leads to another, or is it. */
function isOnWay(path: string, to: string | undefined): boolean {
  return to !== undefined && (to === path || to.startsWith(`${path}.`) || to.startsWith(`${path}[`));
}

/** A field of a shape; `!` at its end says that it is always there. */
function readField(text: string): { name: string; isNeeded: boolean } {
  return { name: text.replace('!', ''), isNeeded: text.endsWith('!') };
}

/** Paths of all values that are made at once. */
export function fieldsOf(path: string, schema: Schema, knowledge: Knowledge): string[] {
  if (path !== '' && lookUp(knowledge.values, path) !== undefined) return [path];
  const { properties = {}, items } = schema;
  const below = [
    ...Object.entries(properties).flatMap(([name, field]) => fieldsOf(childOf(path, name), field, knowledge)),
    ...(items === undefined ? [] : fieldsOf(`${path}[]`, items, knowledge)),
  ];
  return path === '' ? below : [path, ...below];
}

/** Makes values for a schema: mostly such that it takes, and each with the chance of trouble such that it does not. */
export class Generator {
  constructor(private readonly knowledge: Knowledge) {}

  make(path: string, schema: CrdSchema, random: Random): unknown {
    return random.inField(path, () => this.#make(path, schema, random));
  }

  #make(path: string, schema: CrdSchema, random: Random): unknown {
    if (random.chance(0.25) && random.isTroubled()) return random.pick(WRONG);
    const maker = lookUp(this.knowledge.values, path);
    if (maker !== undefined) return maker(random);
    switch (schema.type) {
      case 'object':
        return this.#map(path, schema, random);
      case 'array':
        return this.#list(path, schema, random);
      case 'string':
        return this.#text(schema, random);
      case 'boolean':
        return random.chance(0.5);
      case 'integer':
      case 'number':
        return this.#number(schema, random);
      default:
        return random.pick(WRONG);
    }
  }

  #map(path: string, schema: CrdSchema, random: Random): unknown {
    const { properties, additionalProperties } = schema;
    const made: Record<string, unknown> = {};
    if (typeof additionalProperties === 'object') {
      for (let i = random.below(3); i > 0; i--)
        made[random.pick(['a', 'b', 'app'])] = this.make(`${path}.*`, additionalProperties, random);
      return made;
    }
    for (const name of this.#chosen(path, schema, random)) {
      const field = properties?.[name];
      if (field === undefined) throw new Error(`${path} has no field ${name}`);
      made[name] = this.make(childOf(path, name), field, random);
    }
    if (random.isTroubled() && random.chance(0.2))
      made[random.pick(['unknown', 'Name', 'http_match', '__proto', 'constructor'])] = random.pick(WRONG);
    return made;
  }

  #chosen(path: string, { properties = {}, required = [], oneOf, allOf }: CrdSchema, random: Random): string[] {
    const asked = Object.keys(properties).find((name) => isOnWay(childOf(path, name), random.trouble.field));
    const shapes = lookUp(this.knowledge.shapes, path)?.map((shape) => shape.map(readField));
    const fitting = shapes?.filter((shape) => asked === undefined || shape.some(({ name }) => name === asked));
    const isWild = fitting === undefined || fitting.length === 0 || random.isTroubled();
    const all = Object.keys(properties).map((name) => ({ name, isNeeded: required.includes(name) && !random.isTroubled() }));
    const fields = isWild ? all : random.pick(fitting);
    const share = fields.length > 12 ? 0.2 : 0.4;
    let chosen = fields
      .filter(({ name, isNeeded }) => isNeeded || name === asked || random.chance(share))
      .map(({ name }) => name);
    for (const alternatives of [oneOf, ...(allOf ?? []).map((part) => part.oneOf)]) {
      const exclusive = alternatives && oneOfFields(alternatives);
      if (exclusive === undefined || random.isTroubled()) continue;
      const possible = exclusive.names.filter((name) => fields.some((field) => field.name === name));
      const isOne = possible.length > 0 && (exclusive.needed || random.chance(0.8));
      const one = possible.find((name) => name === asked) ?? (isOne ? random.pick(possible) : undefined);
      chosen = [...chosen.filter((name) => !exclusive.names.includes(name)), ...(one === undefined ? [] : [one])];
    }
    return chosen;
  }

  #list(path: string, { items = {}, minItems = 0, maxItems }: CrdSchema, random: Random): unknown {
    const usual = random.pick([1, 1, 1, 2, 2, 3]);
    const odd = random.pick([0, 0, ...(maxItems === undefined || maxItems > 600 ? [] : [maxItems, maxItems + 1])]);
    const isNeeded = isOnWay(`${path}[]`, random.trouble.field);
    const length = !isNeeded && random.isTroubled() ? odd : Math.min(Math.max(usual, minItems), maxItems ?? usual);
    const made = Array.from({ length }, () => this.make(`${path}[]`, items, random));
    if (made.length > 0 && random.isTroubled()) made.push(structuredClone(random.pick(made)));
    return made;
  }

  #text(schema: CrdSchema, random: Random): unknown {
    if (schema.enum !== undefined)
      return random.isTroubled() ? random.pick(['', 'UNKNOWN', 1, schema.enum.join()]) : random.pick(schema.enum);
    if (schema['x-kubernetes-validations']?.some(({ rule }) => rule.includes('duration('))) return DURATIONS(random);
    const { minLength, maxLength } = schema;
    if (random.isTroubled() && random.chance(0.5)) {
      if (maxLength !== undefined) return random.pick(['a', 'ä', '😀']).repeat(maxLength + random.below(2));
      if (minLength !== undefined) return 'a'.repeat(Math.max(0, minLength - 1));
    }
    return TEXTS(random);
  }

  #number({ minimum, maximum, format, type }: CrdSchema, random: Random): unknown {
    const least = minimum ?? (format === 'int32' ? -(2 ** 31) : -1e9);
    const most = maximum ?? (format === 'int32' ? 2 ** 31 - 1 : 1e9);
    if (random.isTroubled()) return random.pick([least, most, least - 1, most + 1, 0, -1, 1.5, '1', 2 ** 32, 1e21]);
    const small = [1, 2, 3, 5, 10, 50, 100].filter((number) => number >= least && number <= most);
    if (type === 'number' && random.chance(0.2)) return 0.5;
    return random.pick(small.length > 0 ? small : [least]);
  }
}
