import { isMap, type Values } from '../../../lib/core/schema/values';
import { smaller } from '../admission/shrink';
import { type Difference, differences } from './differences';
import { type ComparedMesh, hear } from './hear';
import { type MadeMesh, meshText } from './meshes';

/** Candidates that are tried at once. */
const AT_ONCE = 300;

const size = (mesh: MadeMesh) => JSON.stringify(mesh).length;

export function asFile({ objects, meshConfig }: MadeMesh): ComparedMesh {
  return { files: [{ name: 'mesh.yaml', text: meshText(objects) }], meshConfig };
}

/** Meshes without some of the objects: first without many, at last without one. */
function withoutObjects(mesh: MadeMesh, left: number): MadeMesh[] {
  const { objects } = mesh;
  return Array.from({ length: Math.ceil(objects.length / left) }, (_, at) => ({
    ...mesh,
    objects: [...objects.slice(0, at * left), ...objects.slice((at + 1) * left)],
  }));
}

/** Meshes of which one object has a field less. Its kind and name stay. */
function withoutFields(mesh: MadeMesh): MadeMesh[] {
  const { objects } = mesh;
  const made = objects.flatMap((object, at) => {
    const { apiVersion, kind, metadata, ...body } = object;
    const { name, namespace, ...more } = isMap(metadata) ? metadata : {};
    const lesser = [...smaller({ metadata: more, ...body })] as Values[];
    return lesser.map((less) => ({
      ...mesh,
      objects: objects.with(at, {
        apiVersion,
        kind,
        ...less,
        metadata: { name, namespace, ...(isMap(less.metadata) ? less.metadata : {}) },
      }),
    }));
  });
  return mesh.meshConfig === undefined ? made : [{ ...mesh, meshConfig: undefined }, ...made];
}

/** The smallest mesh that is found to differ in the same way, and how it differs. */
export async function shrink(
  mesh: MadeMesh,
  isSame: (difference: Difference) => boolean,
): Promise<{ mesh: MadeMesh; found: Difference[] }> {
  const tried = async (candidates: readonly MadeMesh[]) => {
    const compared = candidates.slice(0, AT_ONCE).map(asFile);
    const found = (await differences(await hear(compared), 3)).filter(isSame);
    const wrong = candidates.filter((_, at) => found.some((difference) => difference.mesh === compared[at]));
    return wrong.sort((a, b) => size(a) - size(b))[0];
  };
  let best = mesh;
  for (let left = Math.ceil(best.objects.length / 2); left >= 1; ) {
    const less = best.objects.length > 1 ? await tried(withoutObjects(best, left)) : undefined;
    if (less !== undefined) best = less;
    else left = left === 1 ? 0 : Math.ceil(left / 2);
  }
  for (;;) {
    const less = await tried(withoutFields(best));
    if (less === undefined || size(less) >= size(best)) break;
    best = less;
  }
  return { mesh: best, found: (await differences(await hear([asFile(best)]))).filter(isSame) };
}
