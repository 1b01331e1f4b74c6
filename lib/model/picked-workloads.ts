import { append } from '../core/grouped';
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
      append(this.#byLabel, label, workload);
    }
  }

  pickedBy(labels: Labels): readonly Workload[] {
    const { list, isExact } = this.#candidates(labels);
    return isExact ? list : list.filter((one) => picks(labels, one.labels));
  }

  hasPickedBy(labels: Labels): boolean {
    const { list, isExact } = this.#candidates(labels);
    return isExact ? list.length > 0 : list.some((one) => picks(labels, one.labels));
  }

  /** The shortest list in which all that have the labels are, and whether it has no others. */
  #candidates(labels: Labels): { readonly list: readonly Workload[]; readonly isExact: boolean } {
    const lists = Object.entries(labels).map(([key, value]) => this.#byLabel.get(`${key}=${value}`) ?? NONE);
    const list = lists.reduce((shorter, one) => (one.length < shorter.length ? one : shorter), lists[0] ?? this.all);
    return { list, isExact: lists.length < 2 };
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
    return this.#of(namespace)?.pickedBy(labels) ?? NONE;
  }

  /** Whether there is a workload whose pods have all of the labels. */
  hasPickedBy(labels: Labels, namespace?: string): boolean {
    return this.#of(namespace)?.hasPickedBy(labels) ?? false;
  }

  #of(namespace: string | undefined): Labelled | undefined {
    return namespace === undefined ? this.#everywhere : this.#byNamespace.get(namespace);
  }
}
