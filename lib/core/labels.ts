import type { Problem } from './problem';

/** Labels of an object, by key. */
export type Labels = Readonly<Record<string, string>>;

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const FORM = 'at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit';
const KEY_FORM = `${FORM}; a DNS name and / may stand before it`;

/** The most that the annotations of one object can be, keys and values together, in bytes. */
const LONGEST_ANNOTATIONS = 256 * 1024;

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  return NAME.test(key.slice(slash + 1)) && (slash === -1 || PREFIX.test(key.slice(0, slash)));
}

/** Problems of labels that pods have or are picked by. No pod can have a label that is not of this form, so a `*` picks nothing. */
export function labelProblems(field: string, labels: Labels | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const key in labels) {
    const value = labels[key] ?? '';
    if (!isKey(key)) problems.push({ field, problem: 'has a key that no label can have', got: key, fix: `use ${KEY_FORM}` });
    if (value !== '' && !NAME.test(value)) {
      problems.push({ field: `${field}.${key}`, problem: 'is a value that no label can have', got: value, fix: `use ${FORM}` });
    }
  }
  return problems;
}

/** Problems of annotations. */
export function annotationProblems(field: string, annotations: Labels | undefined): Problem[] {
  const entries = Object.entries(annotations ?? {});
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value ?? ''), 0);
  return [
    ...entries
      .filter(([key]) => !isKey(key.toLowerCase()))
      .map(([key]) => ({ field, problem: 'has a key that no annotation can have', got: key, fix: `use ${KEY_FORM}` })),
    ...(bytes > LONGEST_ANNOTATIONS
      ? [{ field, problem: `must have at most ${LONGEST_ANNOTATIONS} bytes`, got: bytes, fix: 'keep what is large elsewhere' }]
      : []),
  ];
}

/** Whether all of the labels are among those of a pod. */
export function picks(labels: Labels, pod: Labels): boolean {
  return Object.entries(labels).every(([key, value]) => pod[key] === value);
}

/** Whether a label, undefined where there is none of the key, meets a requirement of a Kubernetes LabelSelector. */
export function meets(operator: string | undefined, values: readonly unknown[], label: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return values.length > 0 && (label === undefined || !values.includes(label));
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return false;
  }
}
