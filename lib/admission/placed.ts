/** What an object is called and where it stands, as far as rules ask. */
export interface Placed {
  /** @default undefined, where kubectl decides */
  readonly namespace: string | undefined;
  /** @default not looked at */
  readonly name?: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}
