import type { MeshConfig } from '../../../imports/mesh-config';
import { analyze } from '../../../lib/analysis/analyze';
import { istioRules } from '../../../lib/analysis/istio';
import { isMap } from '../../../lib/core/schema/values';
import { Mesh, type ReadObject, readObjects } from '../../../lib/model';
import { type AnalysisMessage, type AnalysisRequest, analyzeMeshes } from '../oracle';
import { CODES } from './codes';

/** A mesh as files, for both sides. */
export interface ComparedMesh extends AnalysisRequest {
  readonly meshConfig?: MeshConfig;
}

/** What is said of one object under one code. */
export interface Said {
  readonly code: string;
  readonly level: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What both sides say of one mesh. */
export interface Heard {
  readonly mesh: ComparedMesh;
  readonly ours: readonly Said[];
  readonly istio: readonly AnalysisMessage[];
  /** Objects that Istio cannot decode, which it leaves out; both sides are asked about the others. */
  readonly undecoded: readonly ReadObject[];
}

function said(objects: readonly ReadObject[], meshConfig: MeshConfig | undefined): Said[] {
  return analyze(new Mesh(objects, { meshConfig }), { rules: istioRules })
    .filter(({ code }) => CODES.has(code))
    .map(({ code, level, object: { kind, namespace, name } }) => ({ code, level, kind, namespace, name }));
}

/** Places of the documents that Istio leaves out, as it names them: `error processing mesh.yaml[3]`. */
function undecodedIn(unread: readonly string[], file: string): ReadonlySet<number> {
  const places = unread.flatMap((text) => [...text.matchAll(/processing (\S+)\[(\d+)\]/g)]);
  return new Set(places.filter(([, name]) => name === file).map(([, , place]) => Number(place)));
}

/** What the sides say of the meshes; undefined for a mesh on which Istio's analyzers crash. */
export async function hear(meshes: readonly ComparedMesh[]): Promise<(Heard | undefined)[]> {
  const answers = await analyzeMeshes(meshes);
  return meshes.map((mesh, at) => {
    const answer = answers[at];
    if (answer === undefined || 'error' in answer) return undefined;
    const read = mesh.files.map(({ name, text }) => {
      const without = undecodedIn(answer.unread, name);
      const objects = readObjects(text, name);
      return {
        kept: objects.filter((_, place) => !without.has(place)),
        undecoded: objects.filter((_, place) => without.has(place)),
      };
    });
    return {
      mesh,
      ours: said(
        read.flatMap(({ kept }) => kept),
        mesh.meshConfig,
      ),
      istio: answer.messages.filter(({ code }) => CODES.has(code)),
      undecoded: read.flatMap(({ undecoded }) => undecoded),
    };
  });
}

function withoutAnnotations({ manifest, source }: ReadObject): ReadObject {
  const { annotations, ...metadata } = isMap(manifest.metadata) ? manifest.metadata : {};
  return { manifest: { ...manifest, metadata }, source };
}

/** The objects that we take although Istio cannot decode them. */
export function takenUndecoded({ undecoded, mesh }: Heard): ReadObject[] {
  return undecoded.filter((one) => !said([withoutAnnotations(one)], mesh.meshConfig).some(({ code }) => code === 'IST0106'));
}
