import type { Mesh, MeshObject } from '../../model';
import { mapOf, textOf } from '../../model/mesh-object';

function injectsByDefault({ manifest }: MeshObject): boolean {
  try {
    const values = mapOf(JSON.parse(textOf(mapOf(manifest.data).values) ?? ''));
    return mapOf(values.sidecarInjectorWebhook).enableNamespacesByDefault === true;
  } catch {
    return false;
  }
}

/**
 * Namespaces whose labels say nothing of the mesh; none, where the injector does otherwise with them.
 * @param isInjected whether the injector of the default revision takes their pods
 */
export function undecidedNamespaces(mesh: Mesh, isInjected: boolean): readonly MeshObject[] {
  const injector = mesh.objectsOf('/ConfigMap').find(({ name }) => name === 'istio-sidecar-injector');
  if ((injector !== undefined && injectsByDefault(injector)) !== isInjected) return [];
  return mesh
    .objectsOf('/Namespace')
    .filter(
      ({ name, labels }) =>
        name !== 'istio-system' &&
        labels['istio.io/dataplane-mode'] !== 'ambient' &&
        (labels['istio-injection'] ?? '') === '' &&
        labels['istio.io/rev'] === undefined,
    );
}
