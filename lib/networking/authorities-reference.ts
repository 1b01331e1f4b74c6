import type { Problem } from '../core/problem';
import { type SecretRef, secretProblems } from './secret-reference';

/** Authorities by text: a Secret with `-cacert` behind its name, a ConfigMap, or what an SDS server of one's own calls them. */
export type AuthoritiesText = `${string}-cacert` | `configmap://${string}/${string}` | `sds://${string}`;

/** Where authorities are: a Secret or a ConfigMap of cdk8s-plus-27, or any object with its kind, name and namespace. */
export type AuthoritiesRef = AuthoritiesText | (SecretRef & { readonly kind?: string });

/** With this behind its name, istiod gives the gateway the authorities of a Secret; without, a certificate. */
const SUFFIX = '-cacert';

const isConfigMap = (source: Exclude<AuthoritiesRef, string>): boolean => source.kind === 'ConfigMap';

/** The name by which istiod finds authorities. A Secret need not have the suffix that it is asked with. */
export function authoritiesName(source: AuthoritiesRef | undefined): string | undefined {
  if (typeof source !== 'object') return source;
  const { name, metadata } = source;
  if (isConfigMap(source)) return `configmap://${metadata.namespace ?? ''}/${name}`;
  return name.endsWith(SUFFIX) ? name : `${name}${SUFFIX}`;
}

/**
 * Problems of authorities that must be in a namespace, where both are known. ConfigMaps are read from any.
 * @param readers who reads them, for the message: `the gateway pods`
 */
export function authoritiesProblems(
  field: string,
  source: AuthoritiesRef | undefined,
  namespace: string | undefined,
  readers: string,
): Problem[] {
  if (typeof source !== 'object' || !isConfigMap(source)) return secretProblems(field, source, namespace, readers);
  if (source.metadata.namespace !== undefined) return [];
  const fix = 'give it one, or its chart: it is known by both names';
  return [{ field, problem: 'is a ConfigMap without namespace', got: source.name, fix }];
}
