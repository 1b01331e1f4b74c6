import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered } from '../core/wire';

/** Who issues, as cert-manager writes it. */
export interface UncheckedIssuer {
  readonly name: string;
  /** `ClusterIssuer` for one of the whole cluster, or the kind of an issuer of others. @default Issuer */
  readonly kind?: string;
  /** @default cert-manager.io */
  readonly group?: string;
}

const NAMES: PropNames<UncheckedIssuer> = { name: 'required', kind: 'optional', group: 'optional' };

/** An issuer that this program does not define. */
export class OutsideIssuer implements Rendered {
  private constructor(private readonly reference: UncheckedIssuer) {}

  /** @param reference as it is written */
  static unchecked(reference: UncheckedIssuer): OutsideIssuer {
    refuseProps('OutsideIssuer.unchecked', NAMES, reference);
    return new OutsideIssuer(reference);
  }

  toWire(): Required<UncheckedIssuer> {
    return { kind: 'Issuer', group: 'cert-manager.io', ...this.reference };
  }
}
