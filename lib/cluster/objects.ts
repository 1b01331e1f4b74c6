import type { Manifest, ManifestMetadata } from '../core/manifest';

/** An object as the API server stores it. */
export interface Stored extends Manifest {
  readonly metadata: StoredMetadata;
}

/** What the API server adds to name, place and marks. */
export interface StoredMetadata extends ManifestMetadata {
  readonly generation?: number;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly controller?: boolean }[];
  readonly managedFields?: readonly {
    readonly manager?: string;
    readonly operation?: string;
    readonly subresource?: string;
    readonly fieldsV1?: unknown;
  }[];
}

/** `Kind namespace/name`. */
export function titleOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Group of `group/version`; `''` for the kinds of Kubernetes itself. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
}

/** Kind, namespace and name, whatever the version. */
export function keyOf({ apiVersion, kind, metadata: { namespace = '', name } }: Manifest): string {
  return [groupOf(apiVersion), kind, namespace, name].join('/');
}
