import type { Labels } from '../core/labels';
import type { Problem } from '../core/problem';
import { isDnsLabelOfAnyLength } from './hosts';

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;
const FORM = 'letters, digits, -, _ and ., beginning and ending with a letter or digit';

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (!NAME.test(name) || name.length > LONGEST_NAME) return false;
  return slash === -1 || (slash <= LONGEST_PREFIX && key.slice(0, slash).split('.').every(isDnsLabelOfAnyLength));
}

/** Problems of labels that are compared with those of pods. */
export function comparedLabelsProblems(field: string, labels: Labels = {}): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const problems: Problem[] = [];
    if (!isKey(key)) {
      const fix = `use at most ${LONGEST_NAME} ${FORM}; a DNS name and / may stand before it`;
      problems.push({ field, problem: 'has a key that no label can have', got: key, fix });
    }
    if (value !== '' && !NAME.test(value)) {
      problems.push({ field: `${field}.${key}`, problem: 'is a value that no label can have', got: value, fix: `use ${FORM}` });
    }
    return problems;
  });
}

/** Problems of labels by which an object says which workloads it is for. */
export function selectorProblems(field: string, labels: Labels = {}): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const problems: Problem[] = [];
    if (key === '') problems.push({ field, problem: 'has a label without a key', got: labels, fix: 'name the label' });
    if (`${key}${value}`.includes('*')) {
      const got = `${key}=${value}`;
      problems.push({ field, problem: 'has a *, which picks nothing', got, fix: 'write the whole key and the whole value' });
    }
    return problems;
  });
}
