import type { Problem } from '../core/problem';
import { emptyTextProblems, sizeProblems } from '../core/sizes';
import { subnetProblems } from './addresses';
import { pathProblems } from './path-template';

/** Judges one value of a list. */
export type ValueRule = (field: string, value: string) => Problem[];

const MOST_SERVICE_ACCOUNTS = 16;
const LONGEST_SERVICE_ACCOUNT = 320;

/** Any text but the empty one. */
export const text: ValueRule = (field, value) => emptyTextProblems(field, value, 'remove it, or write the value');

/** An address or a subnet. */
export const ipBlock: ValueRule = subnetProblems;

/** The number of a port, 0 included, as text. */
export const port: ValueRule = (field, value) =>
  /^[0-9]+$/.test(value) && Number(value) <= 65535
    ? []
    : [{ field, problem: 'is not the number of a port', got: value, fix: 'use a whole number between 0 and 65535' }];

/** A path. */
export const path: ValueRule = (field, value) => [...text(field, value), ...pathProblems(field, value)];

/** A text in which one `*` may stand for the beginning or the end. */
export const wildcard: ValueRule = (field, value) => {
  const empty = text(field, value);
  if (empty.length > 0 || /^(\*?[^*]*|[^*]*\*)$/.test(value)) return empty;
  return [
    { field, problem: 'has a * that stands neither for its beginning nor for its end', got: value, fix: 'use one * at one end' },
  ];
};

/** A trust domain. */
export const trustDomain: ValueRule = (field, value) => [
  ...wildcard(field, value),
  ...(value.includes('/')
    ? [{ field, problem: 'is not a trust domain', got: value, fix: 'use what stands before the first / of a principal' }]
    : []),
];

/** A service account. */
export const serviceAccount: ValueRule = (field, value) => {
  const fix = 'use <name> for one in the namespace of the policy, or <namespace>/<name>';
  if (value.includes('*')) return [{ field, problem: 'has a *, which service accounts do not take', got: value, fix }];
  if (!/^[^/]+(\/[^/]+)?$/.test(value)) return [{ field, problem: 'is not a service account', got: value, fix }];
  if (Buffer.byteLength(value) <= LONGEST_SERVICE_ACCOUNT) return [];
  return [{ field, problem: `has more than ${LONGEST_SERVICE_ACCOUNT} bytes`, got: value, fix }];
};

/** Problems of a list of values. */
export function valuesProblems(field: string, values: readonly string[] | undefined, rule: ValueRule): Problem[] {
  return [
    ...(rule === serviceAccount ? sizeProblems(field, values, MOST_SERVICE_ACCOUNTS) : []),
    ...(values ?? []).flatMap((value, i) => rule(`${field}[${i}]`, value)),
  ];
}
