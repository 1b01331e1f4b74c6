import type { MeshConfig, Network } from '../../../imports/mesh-config';

/** What may stand at one place of a values file, as data. */
export type Kind = Anything | Scalar | Choice | ListOf | MapOf | Fields | Message;

/** Passed through as written. */
export interface Anything {
  readonly is: 'anything';
}

/**
 * `printed` is text, also where it is written as a number, `true` or `false`; in `setting` the last two stay what they are. `duration` is a
 * length of time as Istio writes it.
 */
export interface Scalar<
  Name extends string = 'boolean' | 'number' | 'text' | 'number or text' | 'printed' | 'setting' | 'duration',
> {
  readonly is: Name;
}

/** One of several texts, or one that begins with one of the prefixes. */
export interface Choice<T extends string = string> {
  readonly is: 'choice';
  readonly of: Readonly<Record<T, true>>;
  readonly prefixes?: readonly string[];
}

export interface ListOf<K = Kind> {
  readonly is: 'list';
  readonly of: K;
}

/** A map whose keys are the user's. */
export interface MapOf<K = Kind> {
  readonly is: 'map';
  readonly of: K;
}

/** A map whose keys are known. */
export interface Fields<F = Readonly<Record<string, Kind>>> {
  readonly is: 'fields';
  readonly fields: F;
  /** Whether the map is always there, with those of its fields that have a default. */
  readonly always?: boolean;
}

/** A message of Istio's MeshConfig, described in `imports/mesh-config.json`. */
export interface Message<Name extends string = string> {
  readonly is: 'message';
  readonly name: Name;
}

/** The texts of a union that are written out, without the forms such as `k8s.io/${string}`. */
type Written<T extends string> = T extends unknown ? (Record<string, never> extends Record<T, never> ? never : T) : never;

/** What stands for no profile and the like. */
type NoMap = Readonly<Record<string, never>>;

type KindOfItem<T> = unknown extends T
  ? Anything
  : [T] extends [boolean]
    ? Scalar<'boolean'>
    : [T] extends [number]
      ? Scalar<'number'>
      : [T] extends [string]
        ? string extends T
          ? Scalar<'text'> | Scalar<'printed'>
          : Choice<Written<T>>
        : [T] extends [string | number]
          ? Scalar<'number or text'>
          : [T] extends [string | boolean]
            ? Scalar<'setting'>
            : T extends readonly (infer Item)[]
              ? ListOf<KindOf<Item>>
              : string extends keyof T
                ? MapOf<KindOf<T[string]>>
                : 'extensionProviders' extends keyof T
                  ? MeshConfig extends T
                    ? Message<'MeshConfig'>
                    : never
                  : 'endpoints' | 'gateways' extends keyof T
                    ? Network extends T
                      ? Message<'Network'>
                      : never
                    : Fields<FieldsOf<T>>;

/** The kind that describes values of type `T`: a description that is incomplete or wrong does not compile. */
export type KindOf<T> = KindOfItem<Exclude<T, NoMap | null | undefined>>;

/** Kinds for all fields of `T`. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: KindOf<T[K]> };

/** Whether the default of a field shows its kind: it is always there, and is a scalar without closed set, or a map of such. */
type IsShown<T> = [T] extends [boolean | number]
  ? true
  : [T] extends [string]
    ? string extends T
      ? true
      : false
    : T extends readonly unknown[]
      ? false
      : string extends keyof T
        ? false
        : keyof Beside<T> extends never
          ? true
          : false;

/** What has to be said of `T` beside its defaults: the optional fields, closed sets, lists, and maps of the user's. */
export type Beside<T> = {
  readonly [K in keyof T as undefined extends T[K] ? K : IsShown<T[K]> extends true ? never : K]-?: BesideField<T[K]>;
};

type BesideField<T> = undefined extends T ? KindOf<T> : KindOf<T> extends Fields<infer _> ? Beside<Exclude<T, NoMap>> : KindOf<T>;

export const ANYTHING: Anything = { is: 'anything' };
export const BOOLEAN: Scalar<'boolean'> = { is: 'boolean' };
export const NUMBER: Scalar<'number'> = { is: 'number' };
export const TEXT: Scalar<'text'> = { is: 'text' };
export const NUMBER_OR_TEXT: Scalar<'number or text'> = { is: 'number or text' };
export const SETTING: Scalar<'setting'> = { is: 'setting' };
export const PRINTED: Scalar<'printed'> = { is: 'printed' };
export const TEXTS: ListOf<typeof TEXT> = { is: 'list', of: TEXT };
export const TEXT_MAP: MapOf<typeof TEXT> = { is: 'map', of: TEXT };
export const ANY_MAP: MapOf<Anything> = { is: 'map', of: ANYTHING };

export function message<Name extends string>(name: Name): Message<Name> {
  return { is: 'message', name };
}

export function oneOf<T extends string>(of: Readonly<Record<T, true>>, ...prefixes: readonly string[]): Choice<T> {
  return { is: 'choice', of, prefixes };
}

export function listOf<K extends Kind>(of: K): ListOf<K> {
  return { is: 'list', of };
}

export function mapOf<K extends Kind>(of: K): MapOf<K> {
  return { is: 'map', of };
}

export function fields<F extends Readonly<Record<string, Kind>>>(all: F): Fields<F> {
  return { is: 'fields', fields: all };
}
