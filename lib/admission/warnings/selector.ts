import type { Labels } from '../../core/labels';
import type { Problem } from '../../core/problem';

/** The selector of a policy. */
export interface Selecting {
  readonly selector?: { readonly matchLabels?: Labels };
}

/** What Istio warns of in a selector: that it is there and picks everything. */
export function emptySelectorWarnings(field: string, selector: unknown, labels: Labels | undefined): Problem[] {
  if (selector === undefined || Object.keys(labels ?? {}).length > 0) return [];
  const problem = 'has no labels, and so picks every workload of the namespace';
  return [{ field, problem, got: selector, fix: 'remove it, or give it labels' }];
}

/** Whether Istio refuses a `workloadSelector`, after which it looks at nothing else. */
export function isRefusedSelector(labels: Labels = {}): boolean {
  return Object.entries(labels).some(([key, value]) => key === '' || key.includes('*') || value.includes('*'));
}

/** What Istio warns of in the selector of a policy. */
export function selectingWarnings({ selector }: Selecting): Problem[] {
  return emptySelectorWarnings('selector', selector, selector?.matchLabels);
}
