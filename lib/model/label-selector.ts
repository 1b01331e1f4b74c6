import { type Labels, meets, picks } from '../core/labels';
import { mapOf, mapsOf, textOf, textsOf } from './mesh-object';

/** Whether a LabelSelector of Kubernetes, as it stands in a manifest, picks an object with these labels. One that is empty or absent picks all. */
export function selects(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  return (
    picks(textsOf(matchLabels), labels) &&
    mapsOf(matchExpressions).every(({ key, operator, values }) => {
      const value = labels[textOf(key) ?? ''];
      return meets(textOf(operator), Array.isArray(values) ? values : [], value);
    })
  );
}
