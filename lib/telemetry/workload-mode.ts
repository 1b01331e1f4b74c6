/** On which side of a call a setting holds: in the proxy of who calls, of who is called, or in both. Gateways are clients. */
export type WorkloadMode = 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';

/** The side of a call on which a setting holds. */
export interface ModeMatch {
  /** @default CLIENT_AND_SERVER */
  readonly mode?: WorkloadMode;
}
