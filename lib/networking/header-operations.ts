/** Changes of the headers of a message, done in this order: remove, set, add. */
export interface HeaderOperations {
  /** Headers that are replaced, or added where absent. Values may hold Envoy's `%...%` variables; a `%` itself is `%%`. */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers that are added to what is there. */
  readonly add?: Readonly<Record<string, string>>;
  /** Names of headers that are taken away. */
  readonly remove?: readonly string[];
}

/** Changes of the headers of a request and of its response. */
export interface Headers {
  /** @default the request goes on as it came */
  readonly request?: HeaderOperations;
  /** @default the response goes back as it came */
  readonly response?: HeaderOperations;
}
