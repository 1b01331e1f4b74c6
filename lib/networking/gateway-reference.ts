import type { Rendered } from '../core/wire';
import type { Gateway } from './gateway';

/** A Gateway that this program does not define. */
export class OutsideGateway implements Rendered {
  private constructor(private readonly reference: string) {}

  /** @param reference `<namespace>/<name>`, or the name alone for one in the namespace of the rule */
  static unchecked(reference: string): OutsideGateway {
    return new OutsideGateway(reference);
  }

  toWire(): string {
    return this.reference;
  }
}

/** Where a rule applies: at a Gateway, or with `'mesh'` in every sidecar. */
export type GatewayReference = Gateway | OutsideGateway | 'mesh';
