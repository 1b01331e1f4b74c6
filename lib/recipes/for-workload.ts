import type { AtMostOneOf } from '../core/one-of';
import { Workload, type WorkloadRef } from '../networking/workload';

/** What a policy for one workload says of its place: the pods, and their namespace. Without a workload, nothing. */
export function forWorkload(
  workload: WorkloadRef | undefined,
): AtMostOneOf<{ selector: Workload }> & { readonly namespace?: string | undefined } {
  if (workload === undefined) return {};
  const selector = Workload.of(workload);
  return { selector, namespace: selector.namespace };
}
