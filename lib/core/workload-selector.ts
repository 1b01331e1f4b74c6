import { type Labels, labelProblems } from './labels';
import type { Problem } from './problem';

/** Picks the workloads that have all of some labels. */
export interface WorkloadSelector {
  /** Labels of the pods. Without any, it picks every workload. */
  readonly matchLabels: Labels;
}

/** Problems of a selector. */
export function workloadSelectorProblems(field: string, selector: Partial<WorkloadSelector> | undefined): Problem[] {
  return labelProblems(`${field}.matchLabels`, selector?.matchLabels);
}
