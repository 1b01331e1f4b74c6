/** Where an object stands, as far as rules ask. */
export interface Placed {
  /** @default undefined, where kubectl decides */
  readonly namespace: string | undefined;
}
