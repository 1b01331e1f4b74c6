import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import { SYSTEM_NAMESPACES } from '../../model/namespace';

/** Namespaces that every cluster has. */
const ALWAYS = new Set(['default', ...SYSTEM_NAMESPACES]);

/** Whether a namespace is known: named by an object, there in every cluster, or that of Istio. */
export function isKnownNamespace(mesh: Mesh, name: string): boolean {
  return mesh.namespaces.has(name) || ALWAYS.has(name) || name === mesh.settings.rootNamespace;
}

/** What to do about a namespace that is not known. */
export function namespaceFix(mesh: Mesh, name: string): string {
  const near = nearestField(name, [...mesh.namespaces.keys()]);
  return near.startsWith('did you mean') ? near : 'name a namespace of the manifests, or add the namespace to them';
}
