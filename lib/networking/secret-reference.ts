import type { Problem } from '../core/problem';

/** A Secret, of cdk8s-plus-27 or any object with its name and namespace. */
export interface SecretRef {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

/** The name of a Secret that is referred to by it, or by itself. */
export function secretName(secret: string | SecretRef): string;
export function secretName(secret: string | SecretRef | undefined): string | undefined;
export function secretName(secret: string | SecretRef | undefined): string | undefined {
  return typeof secret === 'object' ? secret.name : secret;
}

/**
 * Problems of a Secret that must be in a namespace, where both are known.
 * @param readers who reads it, for the message: `the gateway pods`
 */
export function secretProblems(
  field: string,
  secret: string | SecretRef | undefined,
  namespace: string | undefined,
  readers: string,
): Problem[] {
  if (typeof secret !== 'object' || namespace === undefined) return [];
  const place = secret.metadata.namespace;
  if (place === undefined || place === namespace) return [];
  const fix = `put it into ${namespace}, the namespace of ${readers}`;
  return [{ field, problem: `is a Secret that ${readers} cannot read`, got: `${place}/${secret.name}`, fix, code: 'IST0101' }];
}
