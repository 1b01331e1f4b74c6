import type { Labels } from '../../core/labels';

/** Labels as Kubernetes writes them in one line: `app=reviews,version=v1`. */
export function selectorText(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`)
    .join(',');
}
