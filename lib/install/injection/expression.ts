import type { Inputs } from './inputs';

/** How a value stands in a manifest: quoted text, a bare number, a bare flag, or a structure of its own. */
export type Sort = 'text' | 'number' | 'flag' | 'data';

export type SortOf<T> = T extends string ? 'text' : T extends number ? 'number' : T extends boolean ? 'flag' : 'data';

/**
 * Something known only when a pod is injected. Two back ends read the term: one prints Go template text, one may
 * compute the value. There is no escape to raw Go text, so that both can be complete.
 */
export class Expression<T> {
  declare protected readonly yields: T;

  constructor(
    readonly sort: Sort,
    readonly term: Term,
  ) {}
}

export type Term =
  | { readonly is: 'literal'; readonly value: string | number | boolean }
  /** From the chart's values: `global.proxy.logLevel`. */
  | { readonly is: 'value'; readonly path: string }
  /** From `pilot.env` of the chart's values, which may be absent as a whole. */
  | { readonly is: 'istiodEnv'; readonly name: string }
  | { readonly is: 'input'; readonly name: keyof Inputs }
  /** An annotation of the pod, else the other value written as text. */
  | { readonly is: 'annotation'; readonly name: string; readonly otherwise: Expression<unknown> }
  | { readonly is: 'call'; readonly name: FunctionName; readonly args: readonly Expression<unknown>[] }
  /** The element at hand in an `each`. */
  | { readonly is: 'element'; readonly name: string }
  | { readonly is: 'field'; readonly of: Expression<unknown>; readonly name: string }
  /** Another expression under a name, computed once per template. */
  | { readonly is: 'named'; readonly name: string; readonly value: Expression<unknown> }
  /** A list made of the items that come out of `items`, under a name. */
  | { readonly is: 'collected'; readonly name: string; readonly items: readonly unknown[] };

/** The functions of the template engine do not follow a pointer of Go; JSON does. */
export interface Pointer<T> {
  readonly pointsTo: T;
}

type Scalar = string | number | boolean;

/** What a template can compute. A back end has one entry for each. */
export interface Functions {
  /** True unless the value is absent, '', 0, false or an empty list or map. */
  given(value: unknown): boolean;
  not(condition: boolean): boolean;
  and(...conditions: boolean[]): boolean;
  or(...conditions: boolean[]): boolean;
  equals(left: Scalar, right: Scalar): boolean;
  atLeast(number: number, least: number): boolean;
  contains(text: string, part: string): boolean;
  /** The value under the key, or ''. */
  entry(map: Readonly<Record<string, string>>, key: string): string;
  /** True where the key is in the map, with any value. */
  has(map: Readonly<Record<string, string>>, key: string): boolean;
  /** A map of the keys and values, in turn. */
  dictionary(...keysAndValues: string[]): Readonly<Record<string, string>>;
  /** One map of all entries; of those with one key, the last. */
  merged(...maps: Readonly<Record<string, string>>[]): Readonly<Record<string, string>>;
  /** The map without the keys. */
  without(map: Readonly<Record<string, string>>, ...keys: string[]): Readonly<Record<string, string>>;
  /** The first that is `given`, else the last. */
  firstGiven(...values: string[]): string;
  concat(...parts: Scalar[]): string;
  join(list: readonly string[], separator: string): string;
  first<T>(list: readonly T[]): T;
  lower(text: string): string;
  /** At most `length` bytes from the front. */
  cut(text: string, length: number): string;
  /** Without the given characters at either end. */
  trim(text: string, characters: string): string;
  toText(value: unknown): string;
  /** For text that is known to hold a number. */
  toNumber(text: string): number;
  toJson(value: unknown): string;
  fromJson(text: string): Readonly<Record<string, unknown>>;
  pointsTo<T>(pointer: Pointer<T>): T;
  /** A copy without nulls at any depth. */
  withoutNulls<T>(value: T): T;
  /** The map with its field `name` set. */
  withName(map: unknown, name: string): { readonly name: string };
  /** The folder of a file path, with its last slash. */
  directory(path: string): string;
  /** The comma-separated ports, with `port` added unless it is 0, '' or among them. */
  addPort(ports: string, port: string): string;
  /** The Multus network list (names or JSON) with one more name in it. */
  addNetwork(networks: string, name: string): string;
}

export type FunctionName = keyof Functions;

const sorts: Record<FunctionName, Sort> = {
  given: 'flag',
  not: 'flag',
  and: 'flag',
  or: 'flag',
  equals: 'flag',
  atLeast: 'flag',
  contains: 'flag',
  entry: 'text',
  has: 'flag',
  dictionary: 'data',
  merged: 'data',
  without: 'data',
  firstGiven: 'text',
  concat: 'text',
  join: 'text',
  first: 'text',
  lower: 'text',
  cut: 'text',
  trim: 'text',
  toText: 'text',
  toNumber: 'number',
  toJson: 'text',
  fromJson: 'data',
  pointsTo: 'data',
  withoutNulls: 'data',
  withName: 'data',
  directory: 'text',
  addPort: 'text',
  addNetwork: 'text',
};

type Arguments<P extends readonly unknown[]> = { readonly [I in keyof P]: Expression<P[I]> | (P[I] & Scalar) };

function define<K extends FunctionName>(name: K) {
  return (...args: Arguments<Parameters<Functions[K]>>): Expression<ReturnType<Functions[K]>> =>
    new Expression(sorts[name], { is: 'call', name, args: (args as readonly (Expression<unknown> | Scalar)[]).map(lift) });
}

/** A constant as an expression; an expression as it is. */
export function lift(value: Expression<unknown> | Scalar): Expression<unknown> {
  return value instanceof Expression ? value : new Expression(sortOf(value), { is: 'literal', value });
}

function sortOf(value: Scalar): Sort {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'flag';
}

export const given = define('given');
export const not = define('not');
export const and = define('and');
export const or = define('or');
export const equals = define('equals');
export const atLeast = define('atLeast');
export const contains = define('contains');
export const entry = define('entry');
export const has = define('has');
export const dictionary = define('dictionary');
export const merged = define('merged');
export const without = define('without');
export const firstGiven = define('firstGiven');
export const concat = define('concat');
export const join = define('join');
export const lower = define('lower');
export const cut = define('cut');
export const trim = define('trim');
export const toText = define('toText');
export const toNumber = define('toNumber');
export const toJson = define('toJson');
export const fromJson = define('fromJson');
export const withName = define('withName');
export const directory = define('directory');
export const addPort = define('addPort');
export const addNetwork = define('addNetwork');

/** The first element of a list that has one. */
export function first<T>(list: Expression<readonly T[]>): Expression<T> {
  return new Expression('text', { is: 'call', name: 'first', args: [list] });
}

export function pointsTo<T>(pointer: Expression<Pointer<T>>): Expression<T> {
  return new Expression('data', { is: 'call', name: 'pointsTo', args: [pointer] });
}

/** A copy of the structure without nulls at any depth. */
export function withoutNulls<T>(value: Expression<T>): Expression<T> {
  return new Expression('data', { is: 'call', name: 'withoutNulls', args: [value] });
}

/** A field of a structure that istiod hands over. */
export function field<T, K extends keyof T & string>(of: Expression<T>, name: K, sort: SortOf<T[K]>): Expression<T[K]> {
  return new Expression(sort, { is: 'field', of, name });
}

/** The same expression under a name that shows in the printed template. */
export function named<T>(name: string, value: Expression<T>): Expression<T> {
  return new Expression(value.sort, { is: 'named', name, value });
}
