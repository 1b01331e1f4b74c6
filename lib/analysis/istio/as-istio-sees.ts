import { Mesh, type MeshObject } from '../../model';
import { SYSTEM_NAMESPACES } from '../../model/namespace';

function isLeftAlone({ kind, group, name, namespace }: MeshObject): boolean {
  return SYSTEM_NAMESPACES.has(kind === 'Namespace' && group === '' ? name : namespace);
}

/**
 * The mesh as Istio's analyzers see it: without the namespaces of Kubernetes itself, and of several objects of one kind and name only the
 * last one, which is the one that a cluster keeps.
 */
export function asIstioSees(mesh: Mesh): Mesh {
  return mesh.once('as Istio sees it', () => {
    const kept = new Map<string, MeshObject>();
    for (const object of mesh.objects) {
      const { group, kind, namespace, name } = object;
      if (!isLeftAlone(object)) kept.set(`${group}/${kind}/${namespace}/${name}`, object);
    }
    if (kept.size === mesh.objects.length) return mesh;
    return new Mesh([...kept.values()], { meshConfig: mesh.settings });
  });
}
