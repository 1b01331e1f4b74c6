/** The columns in which boxes and labels stand, each around one middle. */
export class Columns {
  readonly #halves = new Map<number, number>();

  constructor(all: readonly { readonly x: number; readonly width: number }[]) {
    for (const { x, width } of all) {
      const at = Math.round(x);
      this.#halves.set(at, Math.max(this.#halves.get(at) ?? 0, width / 2));
    }
  }

  /** Half the width of the column around a middle; 0 where nothing stands. */
  halfAt(x: number): number {
    return this.#halves.get(Math.round(x)) ?? 0;
  }
}
