import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import type { Workload } from './workload';

/** Workloads by the labels of their pods. */
export class WorkloadIndex {
  readonly #byLabel = new Map<string, Workload[]>();

  constructor(readonly all: readonly Workload[]) {
    for (const workload of all) {
      for (const [key, value] of Object.entries(workload.labels)) {
        const label = `${key}=${value}`;
        const having = this.#byLabel.get(label);
        if (having === undefined) this.#byLabel.set(label, [workload]);
        else having.push(workload);
      }
    }
  }

  /** The shortest list of workloads in which all that have the labels are. */
  #candidates(labels: Labels): readonly Workload[] {
    const lists = Object.entries(labels).map(([key, value]) => this.#byLabel.get(`${key}=${value}`) ?? []);
    return lists.reduce((shorter, list) => (list.length < shorter.length ? list : shorter), lists[0] ?? this.all);
  }

  /**
   * Workloads whose pods have all of the labels: all workloads, where there are none.
   * @param namespace @default any
   */
  pickedBy(labels: Labels, namespace?: string): readonly Workload[] {
    return this.#candidates(labels).filter((one) => isPicked(one, labels, namespace));
  }

  /** Whether there is a workload whose pods have all of the labels. */
  hasPickedBy(labels: Labels, namespace?: string): boolean {
    return this.#candidates(labels).some((one) => isPicked(one, labels, namespace));
  }
}

function isPicked(workload: Workload, labels: Labels, namespace: string | undefined): boolean {
  return (namespace === undefined || workload.namespace === namespace) && picks(labels, workload.labels);
}
