import type { Mesh } from '../mesh';
import { madeForGateways } from './managed-gateways';

/** A mesh with what istiod makes in it: the pods of Gateways of the Gateway API. */
export function wholeMesh(mesh: Mesh): Mesh {
  return mesh.once('the mesh with what istiod makes', () => {
    const made = madeForGateways(mesh);
    return made.length === 0 ? mesh : mesh.with(made);
  });
}
