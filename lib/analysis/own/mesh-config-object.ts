import type { Mesh, MeshObject } from '../../model';
import { mapOf } from '../../model/mesh-object';

/** The ConfigMap with the mesh configuration; undefined where it is not among the manifests. */
export function meshConfigObject(mesh: Mesh): MeshObject | undefined {
  return mesh.objectsOf('/ConfigMap').find(({ name, manifest }) => /^istio(-|$)/.test(name) && 'mesh' in mapOf(manifest.data));
}
