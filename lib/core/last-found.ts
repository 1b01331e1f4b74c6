import type { Problem } from './problem';

/** What was found about the value that was looked at last: one synth asks about each resource several times, mostly without a change. */
export class LastFound {
  #text: string | undefined;
  #problems: readonly Problem[] = [];

  /** The problems of a plain value, looked for only where it is another one than the last time. */
  of<T extends object>(value: T, find: (value: T) => Problem[]): readonly Problem[] {
    const text = JSON.stringify(value);
    if (text !== this.#text) {
      this.#problems = find(value);
      this.#text = text;
    }
    return this.#problems;
  }
}
