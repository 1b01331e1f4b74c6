import type { Rendered } from '../core/wire';

/** Who issues, as cert-manager writes it. */
export interface UncheckedIssuer {
  readonly name: string;
  /** `ClusterIssuer` for one of the whole cluster, or the kind of an issuer of others. @default Issuer */
  readonly kind?: string;
  /** @default cert-manager.io */
  readonly group?: string;
}

/** An issuer that this program does not define. */
export class OutsideIssuer implements Rendered {
  private constructor(private readonly reference: UncheckedIssuer) {}

  /** @param reference as it is written */
  static unchecked(reference: UncheckedIssuer): OutsideIssuer {
    return new OutsideIssuer(reference);
  }

  toWire(): Required<UncheckedIssuer> {
    return { kind: 'Issuer', group: 'cert-manager.io', ...this.reference };
  }
}
