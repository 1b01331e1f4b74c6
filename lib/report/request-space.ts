import { type Condition, type Subject, type Test, testOf } from './condition';
import { expressionSamples } from './expression-samples';

/** A value of one part of a request, which stands for all that meet the same conditions. */
export interface Cell {
  /** Undefined where the part is not there, or is as it comes by itself. */
  readonly value: string | undefined;
  /** Which of the conditions of the dimension hold. */
  readonly holds: readonly boolean[];
}

/** One part of requests, with the values that the conditions tell apart. */
export interface Dimension {
  readonly subject: Subject;
  readonly conditions: readonly Condition[];
  readonly cells: readonly Cell[];
  readonly tests: readonly Test[];
}

/** For each dimension the number of a cell. */
export type RequestClass = readonly number[];

/** How many classes are asked for one host; more are picked from. */
const MOST_CLASSES = 2000;

/** A path that nobody means, and the end of one. */
export const ANY_PATH = '/any-path';

const PLAIN: Readonly<Partial<Record<Subject, readonly (string | undefined)[]>>> = {
  path: [ANY_PATH, '/'],
  method: ['GET', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'OTHER'],
};

/** Values just inside of a condition, and just outside. */
function around({ kind, value, subject }: Condition): string[] {
  switch (kind) {
    case 'exact':
      if (subject === 'client address') return [value.split('/')[0]!];
      return subject === 'path' ? [value, `${value}/x`, `${value}x`] : [value, `${value}x`];
    case 'prefix':
      return subject === 'path'
        ? [`${value.replace(/\/$/, '')}${ANY_PATH}`, value, `${value}x`, value.slice(0, -1)]
        : [value, `${value}x`];
    case 'suffix':
      return subject === 'path' ? [`/x${value.replace(/^\//, '')}`, value] : [`x${value}`, value];
    case 'regex':
      return [...expressionSamples(value)];
    default:
      return ['x'];
  }
}

function candidates(subject: Subject, conditions: readonly Condition[]): (string | undefined)[] {
  const near = conditions.flatMap(around);
  const prefixes = conditions.filter(({ kind }) => kind === 'prefix').map(({ value }) => value);
  const joined = prefixes.flatMap((prefix) => near.map((end) => `${prefix.replace(/\/$/, '')}${end}`));
  const folded = conditions.some(({ ignoreCase }) => ignoreCase) ? near.map((one) => one.toUpperCase()) : [];
  const plain = PLAIN[subject] ?? [undefined, 'other'];
  return [...plain, ...near, ...folded, ...joined.slice(0, MOST_CLASSES)];
}

/** Whether a value can stand in a request as this part. */
function canStand(subject: Subject, value: string | undefined): boolean {
  if (value === undefined) return true;
  if (subject === 'path') return /^\/[^?#\s]*$/.test(value) && !/\/\.{0,2}(\/|$)./.test(value);
  if (subject.startsWith('query ')) return !/[&#\s]/.test(value);
  if (subject === 'authority' || subject === 'server name') return /^[A-Za-z0-9][\w.:-]*$/.test(value);
  return subject === 'method' ? /^[A-Z]+$/.test(value) : !/[\r\n]/.test(value);
}

const HAS_PRESENCE = /^(header|query) /;

/**
 * The values that conditions on one part tell apart.
 * @param ofDefault what the part is where the request does not say it
 */
export function dimensionOf(subject: Subject, found: readonly Condition[], ofDefault?: string): Dimension {
  const presence: Condition = { subject, kind: 'present', value: '', ignoreCase: false };
  const isAsked = found.some(({ kind }) => kind === 'present');
  const conditions = HAS_PRESENCE.test(subject) && !isAsked ? [...found, presence] : found;
  const tests = conditions.map(testOf);
  const cells = new Map<string, Cell>();
  for (const value of candidates(subject, conditions)) {
    if (!canStand(subject, value)) continue;
    const holds = tests.map((test) => test(value ?? ofDefault));
    const key = holds.join();
    if (!cells.has(key)) cells.set(key, { value, holds });
  }
  return { subject, conditions, cells: [...cells.values()], tests };
}

/** Number of the cell of a value; -1 where no value was found that meets the same conditions. */
export function cellOf({ cells, tests }: Dimension, value: string | undefined): number {
  const holds = tests.map((test) => test(value));
  return cells.findIndex((cell) => cell.holds.every((one, i) => one === holds[i]));
}

function product(sizes: readonly number[]): RequestClass[] {
  let all: number[][] = [[]];
  for (const size of sizes) all = all.flatMap((start) => Array.from({ length: size }, (_, i) => [...start, i]));
  return all;
}

/** Classes in which two parts at most are not as usual. */
function pairs(sizes: readonly number[]): RequestClass[] {
  const usual = sizes.map(() => 0);
  const found = new Map<string, RequestClass>();
  for (let a = 0; a < sizes.length; a++) {
    for (let b = a; b < sizes.length; b++) {
      for (const [i, j] of product([sizes[a]!, sizes[b]!]) as [number, number][]) {
        const one = usual.map((cell, at) => (at === a ? i : at === b ? j : cell));
        found.set(one.join(), one);
        if (found.size >= MOST_CLASSES) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

/** The requests for one host that the rules of both sides tell apart. */
export class RequestSpace {
  readonly dimensions: readonly Dimension[];
  readonly classes: readonly RequestClass[];
  /** Whether all classes are asked, and not a choice of them. */
  readonly isComplete: boolean;

  /** @param defaults what parts are where the request does not say them */
  constructor(conditions: readonly Condition[], defaults: Readonly<Partial<Record<Subject, string>>>) {
    const subjects = [...new Set(conditions.map(({ subject }) => subject))];
    this.dimensions = subjects
      .map((subject) =>
        dimensionOf(
          subject,
          conditions.filter((one) => one.subject === subject),
          defaults[subject],
        ),
      )
      .filter(({ cells }) => cells.length > 1);
    const sizes = this.dimensions.map(({ cells }) => cells.length);
    this.isComplete = sizes.reduce((all, size) => all * size, 1) <= MOST_CLASSES;
    this.classes = this.isComplete ? product(sizes) : pairs(sizes);
  }

  /** The value of a part in a class; undefined where it is not there, or as it comes by itself. */
  valueOf(of: RequestClass, subject: Subject): string | undefined {
    const at = this.dimensions.findIndex((one) => one.subject === subject);
    return at < 0 ? undefined : this.dimensions[at]!.cells[of[at]!]!.value;
  }
  /** Whether all requests of some classes have one path. */
  isOnePath(classes: readonly RequestClass[]): boolean {
    const at = this.dimensions.findIndex(({ subject }) => subject === 'path');
    const [first, ...others] = [...new Set(classes.map((one) => one[at]))];
    if (first === undefined || others.length > 0) return false;
    const { conditions, cells } = this.dimensions[at]!;
    return conditions.some(({ kind, ignoreCase }, i) => kind === 'exact' && !ignoreCase && cells[first]!.holds[i]);
  }
}
