import type { Mesh, MeshObject } from '../model';
import { mapOf, textOf } from '../model/mesh-object';

/** Objects of which a controller makes a Secret, and where they say its name; otherwise it has theirs. */
const MAKERS: Readonly<Record<string, (object: MeshObject) => string | undefined>> = {
  'cert-manager.io/Certificate': ({ spec }) => textOf(mapOf(spec).secretName),
  'external-secrets.io/ExternalSecret': ({ spec }) => textOf(mapOf(mapOf(spec).target).name),
  'bitnami.com/SealedSecret': ({ spec }) => textOf(mapOf(mapOf(mapOf(spec).template).metadata).name),
};

/** Names of the Secrets that are there or will be made, each with its namespace. */
export function secretsOf(mesh: Mesh): ReadonlySet<string> {
  const made = Object.entries(MAKERS).flatMap(([kind, nameOf]) =>
    mesh.objectsOf(kind).map((object) => `${object.namespace}/${nameOf(object) ?? object.name}`),
  );
  return new Set([...mesh.objectsOf('/Secret').map(({ namespace, name }) => `${namespace}/${name}`), ...made]);
}
