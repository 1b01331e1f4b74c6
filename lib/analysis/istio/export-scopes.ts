import type { MeshObject } from '../../model';

/** All namespaces, as a scope. */
export const ALL = '*';

/** The namespaces to which an object is exported, as Istio's analyzers have them: `*` alone for all. */
export function exportScopes({ spec: { exportTo = [] }, namespace }: MeshObject<{ readonly exportTo?: readonly string[] }>) {
  if (exportTo.length === 0 || exportTo.includes(ALL)) return new Set([ALL]);
  return new Set(exportTo.map((one) => (one === '.' ? namespace : one)));
}
