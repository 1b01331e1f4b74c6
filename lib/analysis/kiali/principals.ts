import type { Mesh, MeshObject } from '../../model';

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

/** The accounts that AuthorizationPolicies name exactly, without wildcards. */
export function* namedAccounts(mesh: Mesh): Iterable<NamedAccount> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const [i, { from = [] }] of (on.spec.rules ?? []).entries()) {
      for (const [j, { source = {} }] of from.entries()) {
        const place = `spec.rules[${i}].from[${j}].source`;
        for (const list of ['principals', 'notPrincipals'] as const) {
          for (const [k, written] of (source[list] ?? []).entries()) {
            const [, trustDomain, namespace, name] = PRINCIPAL.exec(written) ?? [];
            if (namespace === undefined || name === undefined) continue;
            yield { on, field: `${place}.${list}[${k}]`, written, trustDomain, namespace, name };
          }
        }
        for (const list of ['serviceAccounts', 'notServiceAccounts'] as const) {
          for (const [k, written] of (source[list] ?? []).entries()) {
            const [first = '', second] = written.split('/');
            const [namespace, name] = second === undefined ? [on.namespace, first] : [first, second];
            yield { on, field: `${place}.${list}[${k}]`, written, trustDomain: undefined, namespace, name };
          }
        }
      }
    }
  }
}
