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

/** Makes values for a schema: mostly such that it takes, and each with the chance of trouble such that it does not. */
export class Generator {
  constructor(private readonly knowledge: Knowledge) {}

  make(path: string, schema: CrdSchema, random: Random): unknown {
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
      made[name] = this.make(path === '' ? name : `${path}.${name}`, field, random);
    }
    if (random.isTroubled() && random.chance(0.2))
      made[random.pick(['unknown', 'Name', 'http_match', '__proto', 'constructor'])] = random.pick(WRONG);
    return made;
  }

  #chosen(path: string, { properties = {}, required = [], oneOf, allOf }: CrdSchema, random: Random): string[] {
    const shape = lookUp(this.knowledge.shapes, path);
    const wild = shape === undefined || random.isTroubled();
    const names = wild ? Object.keys(properties) : random.pick(shape);
    const share = names.length > 12 ? 0.2 : 0.4;
    const isNeeded = (name: string) => (wild ? required.includes(name) && !random.isTroubled() : name.endsWith('!'));
    let chosen = names.filter((name) => isNeeded(name) || random.chance(share)).map((name) => name.replace('!', ''));
    for (const alternatives of [oneOf, ...(allOf ?? []).map((part) => part.oneOf)]) {
      const fields = alternatives && oneOfFields(alternatives);
      if (fields === undefined || random.isTroubled()) continue;
      const one =
        fields.needed || random.chance(0.8)
          ? random.pick(fields.names.filter((name) => wild || names.some((n) => n.replace('!', '') === name)))
          : undefined;
      chosen = [...chosen.filter((name) => !fields.names.includes(name)), ...(one === undefined ? [] : [one])];
    }
    return chosen;
  }

  #list(path: string, { items = {}, minItems = 0, maxItems }: CrdSchema, random: Random): unknown {
    const usual = random.pick([1, 1, 1, 2, 2, 3]);
    const odd = random.pick([0, 0, ...(maxItems === undefined || maxItems > 600 ? [] : [maxItems, maxItems + 1])]);
    const length = random.isTroubled() ? odd : Math.min(Math.max(usual, minItems), maxItems ?? usual);
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
