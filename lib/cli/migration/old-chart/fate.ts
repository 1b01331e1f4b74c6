import { isTree, type Tree } from '../../../core/tree';

/** The parts of a program that values of the old chart can lead to. */
export type Part = 'istio' | 'cni' | 'ingress' | 'egress' | 'mtls' | 'prometheus' | 'grafana' | 'kiali' | 'jaeger' | 'tracing';

/** What of the program a value decides. */
export interface Setting {
  readonly part: Part;
  /** The prop, as a path; empty where the value only says that the part is wanted. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What became of a value. */
export interface Became {
  /** What takes its place, or why nothing does: one sentence without a full stop. */
  readonly text: string;
  readonly settings?: readonly Setting[];
}

/** Knows what became of a key, by its value and by all values. */
export type Fate = (value: unknown, all: Tree) => Became;

/** What stands at a path of values; undefined where there is nothing. */
export function at(values: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => (isTree(inner) ? inner[key] : undefined), values);
}

/** Gone, for a reason. */
export const gone =
  (text: string): Fate =>
  () => ({ text });

/** A prop of a part, with the value as it was or another one. */
export const prop =
  (part: Part, path: string, convert: (value: unknown) => unknown = (value) => value): Fate =>
  (value) => {
    const converted = convert(value);
    const text = `${path} of ${part}`;
    return converted === undefined
      ? { text: `the default of ${text}` }
      : { text, settings: [{ part, path: path.split('.'), value: converted }] };
  };

/** A part that is there or not. */
export const switches =
  (part: Part, text: string): Fate =>
  (value) =>
    value === true ? { text, settings: [{ part, path: [], value }] } : { text: 'left out' };

/** Nothing where the old chart had nothing. */
export const unlessEmpty = (value: unknown) =>
  value === '' || value === null || (typeof value === 'object' && Object.keys(value).length === 0) ? undefined : value;

export const IMAGE = 'the image is the one of this release; ImageMirror takes it from a registry of your own';
