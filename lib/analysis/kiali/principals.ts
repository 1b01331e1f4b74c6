import type { Mesh, MeshObject } from '../../model';
import { sourceValues } from '../source-values';

/** An account that a policy names. */
export interface NamedAccount {
  readonly on: MeshObject;
  readonly field: string;
  /** As it is written. */
  readonly written: string;
  /** Undefined where only the account is named. */
  readonly trustDomain: string | undefined;
  readonly namespace: string;
  readonly name: string;
}

const PRINCIPAL = /^(?:spiffe:\/\/)?([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/;

const LISTS = ['principals', 'notPrincipals', 'serviceAccounts', 'notServiceAccounts'] as const;

/** The accounts that AuthorizationPolicies name exactly, without wildcards. */
export function* namedAccounts(mesh: Mesh): Iterable<NamedAccount> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const { list, field, value: written } of sourceValues(on, LISTS)) {
      if (list === 'principals' || list === 'notPrincipals') {
        const [, trustDomain, namespace, name] = PRINCIPAL.exec(written) ?? [];
        if (namespace === undefined || name === undefined) continue;
        yield { on, field, written, trustDomain, namespace, name };
      } else {
        const [first = '', second] = written.split('/');
        const [namespace, name] = second === undefined ? [on.namespace, first] : [first, second];
        yield { on, field, written, trustDomain: undefined, namespace, name };
      }
    }
  }
}
