import type { Problem } from '../core/problem';

/** Nanoseconds in each unit that Go reads. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g;
const WHOLE = /^([-+]?)(0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const LONGEST = 2n ** 63n - 1n;

const MILLISECOND = UNITS['ms'] as bigint;
const SECOND = UNITS['s'] as bigint;

function length([, whole = '', fraction = '', unit = '']: RegExpMatchArray): bigint {
  const size = UNITS[unit] ?? 0n;
  return BigInt(whole) * size + (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
}

/** A time as Go reads it, `1m30s` or `0.5s`, in nanoseconds; undefined where the text is none. */
export function nanoseconds(text: string): bigint | undefined {
  const [, sign, parts] = WHOLE.exec(text) ?? [];
  if (parts === undefined) return undefined;
  const sum = [...parts.matchAll(PART)].reduce((total, part) => total + length(part), 0n);
  if (sum > LONGEST) return undefined;
  return sign === '-' ? -sum : sum;
}

function noDuration(field: string, text: string): Problem[] {
  return [{ field, problem: 'is not a duration', got: text, fix: 'write for example 1m30s or 0.5s' }];
}

/** Problems of a text that must be a time of any length. */
export function anyDurationProblems(field: string, text: string | undefined): Problem[] {
  return text === undefined || nanoseconds(text) !== undefined ? [] : noDuration(field, text);
}

/** Problems of a time, which is a whole number of milliseconds, at least one. */
export function durationProblems(field: string, text: string | undefined): Problem[] {
  if (text === undefined) return [];
  const length = nanoseconds(text);
  if (length === undefined) return noDuration(field, text);
  if (length >= MILLISECOND && length % MILLISECOND === 0n) return [];
  return [{ field, problem: 'must be a whole number of milliseconds, at least 1', got: text, fix: 'use for example 500ms' }];
}

/** Problems of a time of an old field, of which parts of milliseconds are taken as well. */
export function finerDurationProblems(field: string, text: string | undefined): Problem[] {
  const length = text === undefined ? undefined : nanoseconds(text);
  return length !== undefined && length >= MILLISECOND ? [] : durationProblems(field, text);
}

/** Problems of a time of which 0 means without end. */
export function endlessDurationProblems(field: string, text: string | undefined): Problem[] {
  const length = text === undefined ? undefined : nanoseconds(text);
  const isNone = length !== undefined && length < MILLISECOND && length > -MILLISECOND;
  return isNone ? [] : durationProblems(field, text);
}

/** Problems of a time that is also a whole number of seconds. */
export function secondsProblems(field: string, text: string | undefined): Problem[] {
  const problems = durationProblems(field, text);
  if (text === undefined || problems.length > 0 || (nanoseconds(text) ?? 0n) % SECOND === 0n) return problems;
  return [{ field, problem: 'must be whole seconds', got: text, fix: 'use for example 24h' }];
}
