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

  /**
   * Workloads whose pods have all of the labels: all workloads, where there are none.
   * @param namespace @default any
   */
  pickedBy(labels: Labels, namespace?: string): readonly Workload[] {
    const lists = Object.entries(labels).map(([key, value]) => this.#byLabel.get(`${key}=${value}`) ?? []);
    const shortest = lists.reduce((shorter, list) => (list.length < shorter.length ? list : shorter), lists[0] ?? this.all);
    return shortest.filter((one) => (namespace === undefined || one.namespace === namespace) && picks(labels, one.labels));
  }
}
