import type { Problem } from '../core/problem';
import type { WorkloadLabels } from './service-entry-props';
import { Workload } from './workload';

/** The workloads that an object is for: some of this program, or by labels. */
export type WorkloadLabelsRef = Workload | WorkloadLabels;

/** The workloads that an object is for, by labels as the older kinds write them. */
export function selectedWorkloads(selector: WorkloadLabelsRef | undefined): WorkloadLabels | undefined {
  return selector === undefined ? undefined : { labels: selector.labels };
}

/** Problems of workloads of this program that an object of a namespace is for. */
export function selectedWorkloadsProblems(
  field: string,
  selector: WorkloadLabelsRef | undefined,
  namespace: string | undefined,
): Problem[] {
  return selector instanceof Workload ? selector.problems(field, namespace) : [];
}
