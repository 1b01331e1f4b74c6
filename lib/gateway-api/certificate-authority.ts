import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';
import type { Reference } from './grants';
import { nameSeenFrom, type ObjectRef } from './object-ref';

/** Authorities that certificates must come from: a ConfigMap or Secret with PEM under `ca.crt`. */
export class CertificateAuthority implements Rendered {
  private constructor(
    private readonly kind: 'ConfigMap' | 'Secret',
    private readonly object: ObjectRef,
  ) {}

  /** Authorities in a ConfigMap. */
  static configMap(object: ObjectRef): CertificateAuthority {
    return new CertificateAuthority('ConfigMap', object);
  }

  /** Authorities in a Secret. */
  static secret(object: ObjectRef): CertificateAuthority {
    return new CertificateAuthority('Secret', object);
  }

  /** What it refers to. */
  reference(field: string): Reference {
    return { field, kind: this.kind, name: this.object.name, namespace: this.object.metadata.namespace };
  }

  /** Problems of authorities where only those of one namespace can be named. */
  localProblems(field: string, namespace: string | undefined): Problem[] {
    const other = this.object.metadata.namespace;
    if (other === undefined || namespace === undefined || other === namespace) return [];
    const got = `${this.kind} ${other}/${this.object.name}`;
    return [{ field, problem: 'is in another namespace', got, fix: `copy it to ${namespace}` }];
  }

  toWire(namespace: string | undefined): object {
    return { group: '', kind: this.kind, ...nameSeenFrom(this.object, namespace) };
  }
}
