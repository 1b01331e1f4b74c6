import { append } from '../core/grouped';
import { isWildcard } from './hosts';

interface Covered<T> {
  /** What follows the `*`, else the whole host, read from its end. */
  readonly reversed: string;
  readonly value: T;
}

const restOf = (host: string) => (isWildcard(host) ? host.slice(1) : host);
const reverse = (text: string) => [...text].reverse().join('');

/** Values by hosts, to be found by any host that one of theirs stands for too. */
export class HostIndex<T> {
  readonly #byHost = new Map<string, T[]>();
  #sorted: Covered<T>[] | undefined;

  add(host: string, value: T): void {
    append(this.#byHost, host, value);
    this.#sorted = undefined;
  }

  /** Values of one host as it is written. */
  of(host: string): readonly T[] {
    return this.#byHost.get(host) ?? [];
  }

  /** Values of all hosts that share a host with this one: `a.com` with `*.com`, `*.com` with `a.com` and `*.b.com`. */
  meeting(host: string): T[] {
    return isWildcard(host) ? [...this.#within(host), ...this.#around(host)] : [...this.of(host), ...this.#around(host)];
  }

  /** Values of wildcards that cover the host and are not the same. */
  #around(host: string): T[] {
    const rest = restOf(host);
    const values: T[] = [];
    for (let from = isWildcard(host) ? 1 : 0; from <= rest.length; from++) values.push(...this.of(`*${rest.slice(from)}`));
    return values;
  }

  /** Values of all hosts that a wildcard covers, itself included. */
  #within(wildcard: string): T[] {
    this.#sorted ??= [...this.#byHost]
      .flatMap(([host, values]) => values.map((value) => ({ reversed: reverse(restOf(host)), value })))
      .sort((a, b) => (a.reversed < b.reversed ? -1 : a.reversed > b.reversed ? 1 : 0));
    const prefix = reverse(restOf(wildcard));
    const values: T[] = [];
    for (let i = this.#firstFrom(prefix); this.#sorted[i]?.reversed.startsWith(prefix); i++) {
      values.push((this.#sorted[i] as Covered<T>).value);
    }
    return values;
  }

  #firstFrom(text: string): number {
    let [low, high] = [0, this.#sorted?.length ?? 0];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted?.[middle]?.reversed ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
