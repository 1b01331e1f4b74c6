/** Where the values of an object are such that they should be refused. */
export interface Trouble {
  /** The chance of every value. */
  readonly rate?: number;
  /** The one place, counted from the first at which there could be trouble. */
  readonly at?: number;
  /** Path of the one field, which the object has in any case. */
  readonly field?: string;
}

/** Numbers that follow from a seed. */
export class Random {
  #state: number;
  #places = 0;
  #isArmed = false;
  #wasArmed = false;

  constructor(
    seed: number,
    readonly trouble: Trouble = {},
  ) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** Whether to make trouble at this place. */
  isTroubled(): boolean {
    const place = this.#places++;
    if (this.#isArmed) {
      this.#isArmed = false;
      return true;
    }
    return place === this.trouble.at || this.chance(this.trouble.rate ?? 0);
  }

  /** Makes trouble in what is done, the first time that it is done for the field of the trouble. */
  inField<T>(path: string, make: () => T): T {
    if (path !== this.trouble.field || this.#wasArmed) return make();
    this.#isArmed = true;
    this.#wasArmed = true;
    const made = make();
    this.#isArmed = false;
    return made;
  }

  /** At how many places there could have been trouble. */
  get places(): number {
    return this.#places;
  }
}
