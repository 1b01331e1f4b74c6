import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import type { Workload } from './workload';

const NONE: readonly never[] = [];

/** Some of the workloads, by the labels of their pods. */
class Labelled {
  readonly all: Workload[] = [];
  readonly #byLabel = new Map<string, Workload[]>();

  add(workload: Workload): void {
    this.all.push(workload);
    for (const key in workload.labels) {
      const label = `${key}=${workload.labels[key]}`;
      const having = this.#byLabel.get(label);
      if (having === undefined) this.#byLabel.set(label, [workload]);
      else having.push(workload);
    }
  }

  pickedBy(labels: Labels): readonly Workload[] {
    const lists = Object.entries(labels).map(([key, value]) => this.#byLabel.get(`${key}=${value}`) ?? NONE);
    if (lists.length < 2) return lists[0] ?? this.all;
    const shortest = lists.reduce((shorter, list) => (list.length < shorter.length ? list : shorter));
    return shortest.filter((one) => picks(labels, one.labels));
  }
}

/** Workloads by the labels of their pods. */
export class WorkloadIndex {
  readonly #everywhere = new Labelled();
  readonly #byNamespace = new Map<string, Labelled>();

  constructor(workloads: readonly Workload[]) {
    for (const workload of workloads) {
      const own = this.#byNamespace.get(workload.namespace) ?? new Labelled();
      this.#byNamespace.set(workload.namespace, own);
      for (const labelled of [this.#everywhere, own]) labelled.add(workload);
    }
  }

  get all(): readonly Workload[] {
    return this.#everywhere.all;
  }

  /**
   * Workloads whose pods have all of the labels: all workloads, where there are none.
   * @param namespace @default any
   */
  pickedBy(labels: Labels, namespace?: string): readonly Workload[] {
    if (namespace === undefined) return this.#everywhere.pickedBy(labels);
    return this.#byNamespace.get(namespace)?.pickedBy(labels) ?? NONE;
  }
}
