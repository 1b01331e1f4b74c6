import type { Protocol } from '../admission/protocol';

/** A port of a service. */
export interface ServicePort<Spoken extends Protocol = Protocol> {
  /** Number that clients call. No other port of the service has it. */
  readonly number: number;
  /** Name of the port. No other port of the service has it. */
  readonly name: string;
  /** What is spoken on the port. @default found out from the first bytes: HTTP or TCP */
  readonly protocol?: Spoken;
  /** Number on which the endpoints answer. @default `number` */
  readonly targetPort?: number;
}
