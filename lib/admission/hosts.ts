import type { Problem } from '../core/problem';
import { isIpAddress } from './addresses';

const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const FIRST_LABEL = /^(\*|(\*-?)?[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 255;

/** Whether a text is of the letters that one part of a DNS name is of, small or capital. */
export function isDnsLabelOfAnyLength(text: string): boolean {
  return LABEL.test(text);
}

/** Whether a text is one part of a DNS name, in small or capital letters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && isDnsLabelOfAnyLength(text);
}

/** Whether a text is a number, as far as Go's 64 bits hold one. */
function isNumber(text: string): boolean {
  return /^[0-9]+$/.test(text) && BigInt(text) < 2n ** 63n;
}

/** Labels in a row; the last one is not a number, and a dot at the end is taken. */
function areLabels(labels: readonly string[]): boolean {
  const named = labels.length > 1 && labels.at(-1) === '' ? labels.slice(0, -1) : labels;
  return named.every(isDnsLabel) && !isNumber(labels.at(-1) ?? '');
}

/** Whether a text is a DNS name, of one label or more. */
export function isDnsName(text: string): boolean {
  return text.length <= LONGEST_NAME && areLabels(text.split('.'));
}

/** Whether a text is a DNS name whose first label may be, or begin with, a `*`. */
function isHost(text: string): boolean {
  if (text.length > LONGEST_NAME) return false;
  const [first = '', ...rest] = text.split('.');
  if (first.length > LONGEST_LABEL || !FIRST_LABEL.test(first)) return false;
  return rest.length === 0 || (rest.length === 1 && rest[0] === '') || areLabels(rest);
}

/** Problems of a name that becomes one part of a DNS name. */
export function dnsLabelProblems(field: string, text: string): Problem[] {
  if (isDnsLabel(text)) return [];
  const fix = 'use at most 63 letters, digits and -, beginning and ending with a letter or digit';
  return [{ field, problem: 'is not a DNS label', got: text, fix }];
}

/** Problems of a host that may begin with a `*`. */
export function hostProblems(field: string, host: string): Problem[] {
  if (isHost(host)) return [];
  const fix = 'use a DNS name, with a * at its beginning at most, and without port';
  return [{ field, problem: 'is not a host', got: host, fix }];
}

/** Problems of a host that a gateway serves: `<host>` or `<namespace>/<host>`. */
export function servedHostProblems(field: string, served: string): Problem[] {
  const slash = served.indexOf('/');
  const namespace = served.slice(0, Math.max(slash, 0));
  const host = served.slice(slash + 1);
  const problems: Problem[] = [];
  if (slash >= 0 && namespace !== '*' && namespace !== '.' && !isDnsLabel(namespace)) {
    problems.push({
      field,
      problem: 'has no namespace before its /',
      got: served,
      fix: 'write the name of one, . for this one or * for all',
    });
  }
  if (host === '*' || (isIpAddress(host) && host.includes('.'))) return problems;
  if (!host.includes('.') || !isHost(host) || (host.includes('*') && !host.startsWith('*.'))) {
    const fix = 'use a full DNS name, one with *. at its beginning, an IPv4 address, or * for every host';
    problems.push({ field, problem: 'is not a host that a gateway can serve', got: served, fix });
  }
  return problems;
}
