import { isIPv4, isIPv6 } from 'node:net';
import type { Problem } from '../problem';
import type { Schema } from './schema';

/** What is wrong with a value, without the field in which it stands. */
export type Fault = Omit<Problem, 'field'>;

const LEAST_INT32 = -(2 ** 31);
const LARGEST_INT32 = 2 ** 31 - 1;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

const LEADING_ZEROS = /\b0+(?=\d)/g;

/** Addresses by format, as Kubernetes reads them: numbers may begin with 0, and there is no zone. */
const ADDRESSES: Readonly<Record<string, (text: string) => boolean>> = {
  ipv4: (text) => isIPv4(text.replace(LEADING_ZEROS, '')) || /^::ffff:[0-9.]+$/i.test(text),
  ipv6: (text) => isIPv6(text) && !text.includes('%'),
};

const patterns = new Map<string, RegExp>();

function matches(text: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern);
  patterns.set(pattern, known);
  return known.test(text);
}

/** Number of characters, where one beyond the first 65,536 counts once. */
function lengthOf(text: string): number {
  let length = text.length;
  for (const { length: units } of text) length -= units - 1;
  return length;
}

/** How many of something there may be. */
export function countFault(
  count: number,
  least: number | undefined,
  most: number | undefined,
  things: string,
): Fault | undefined {
  if (least !== undefined && count < least) {
    return least === 1
      ? { problem: 'must not be empty', fix: 'fill it, or leave it out' }
      : { problem: `must have at least ${least} ${things}`, got: count, fix: 'add some' };
  }
  if (most !== undefined && count > most)
    return { problem: `must have at most ${most} ${things}`, got: count, fix: 'take some away' };
  return undefined;
}

/** What is wrong with a text. */
export function textFault(text: string, { minLength, maxLength, pattern, format }: Schema): Fault | undefined {
  const sized = minLength === undefined && maxLength === undefined;
  const size = sized ? undefined : countFault(lengthOf(text), minLength, maxLength, 'characters');
  if (size !== undefined) return size;
  if (pattern !== undefined && !matches(text, pattern)) {
    return { problem: 'has a form that the API does not take', got: text, fix: `write it so that ${pattern} matches` };
  }
  if (format !== undefined && ADDRESSES[format]?.(text) === false) {
    return { problem: `is no address of ${format}`, got: text, fix: 'write the address alone' };
  }
  if (format === 'byte' && !BASE64.test(text)) return { problem: 'is not base64', got: text, fix: 'encode it' };
  return undefined;
}

/** What is wrong with a number. */
export function numberFault(number: number, { minimum, maximum, format }: Schema): Fault | undefined {
  const small = format === 'int32';
  const least = minimum ?? (small ? LEAST_INT32 : Number.NEGATIVE_INFINITY);
  const most = maximum ?? (small ? LARGEST_INT32 : Number.POSITIVE_INFINITY);
  if (number >= least && number <= most) return undefined;
  const limits = [
    ...(Number.isFinite(least) ? [`at least ${least}`] : []),
    ...(Number.isFinite(most) ? [`at most ${most}`] : []),
  ];
  return { problem: 'is out of range', got: number, fix: `use a number of ${limits.join(' and ')}` };
}
