import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import { mapOf, mapsOf, textOf, textsOf } from './mesh-object';

function holds(operator: string | undefined, values: readonly unknown[], value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return values.length > 0 && (value === undefined || !values.includes(value));
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a LabelSelector of Kubernetes, as it stands in a manifest, picks an object with these labels. One that is empty or absent picks all. */
export function selects(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  return (
    picks(textsOf(matchLabels), labels) &&
    mapsOf(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[textOf(key) ?? ''];
      return holds(textOf(operator), Array.isArray(values) ? values : [], value);
    })
  );
}
