import type { MeshConfig } from '../../../imports/mesh-config';
import { analyze } from '../../../lib/analysis/analyze';
import { istioRules } from '../../../lib/analysis/istio';
import type { Values } from '../../../lib/core/schema/values';
import { Mesh, readObjects } from '../../../lib/model';
import { type Analysis, type AnalysisRequest, analyzeMeshes, judgeObjects } from '../oracle';
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

/** What the two sides say a different number of times. */
export interface Difference extends Said {
  readonly istio: number;
  readonly ours: number;
  /** Why the API server or the webhook refuse the object; empty where they take it. Known for IST0106 alone. */
  readonly refusal: string;
  readonly mesh: ComparedMesh;
}

/** Of these, the number says only how many reasons are told apart: one object is refused, or warned of, or not. */
const SAID_ONCE: ReadonlySet<string> = new Set(['IST0106']);

type Counts = ReadonlyMap<string, number>;

const keyOf = ({ code, level, kind, namespace, name }: Said) => JSON.stringify({ code, level, kind, namespace, name });

function counted(all: readonly Said[]): Counts {
  const counts = new Map<string, number>();
  for (const one of all) {
    if (!CODES.has(one.code)) continue;
    const key = keyOf(one);
    counts.set(key, SAID_ONCE.has(one.code) ? 1 : (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What our rules say under codes of Istio. */
export function saidByUs({ files, meshConfig }: ComparedMesh): Said[] {
  const mesh = new Mesh(
    files.flatMap(({ name, text }) => readObjects(text, name)),
    { meshConfig },
  );
  return analyze(mesh, { rules: istioRules }).map(({ code, level, object: { kind, namespace, name } }) => ({
    code,
    level,
    kind,
    namespace,
    name,
  }));
}

/** What both sides say of one mesh. */
export interface Heard {
  readonly mesh: ComparedMesh;
  readonly ours: readonly Said[];
  readonly istio: Analysis;
}

function differencesOf(ours: Counts, istio: Counts): (Said & { istio: number; ours: number })[] {
  return [...new Set([...ours.keys(), ...istio.keys()])]
    .map((key) => ({ ...(JSON.parse(key) as Said), istio: istio.get(key) ?? 0, ours: ours.get(key) ?? 0 }))
    .filter((one) => one.istio !== one.ours);
}

/** Codes under which Istio never says what we say: what it says depends at times on the order in which its maps are walked. */
async function settled(unequal: readonly Heard[], times: number): Promise<Map<Heard, ReadonlySet<string>>> {
  const again = await analyzeMeshes(unequal.flatMap(({ mesh }) => Array.from({ length: times }, () => mesh)));
  return new Map(
    unequal.map((heard, at) => {
      const ours = counted(heard.ours);
      const runs = [heard.istio, ...again.slice(at * times, (at + 1) * times)];
      const codes = runs.map(({ messages }) => new Set(differencesOf(ours, counted(messages)).map(({ code }) => code)));
      const [first = new Set<string>()] = codes;
      return [heard, new Set([...first].filter((code) => codes.every((set) => set.has(code))))];
    }),
  );
}

/** The object that a difference is about; of several of a name, the one that a cluster keeps. */
function objectOf({ files }: ComparedMesh, { kind, namespace, name }: Said): Values | undefined {
  const all = new Mesh(files.flatMap(({ name, text }) => readObjects(text, name))).objects;
  return all.findLast((object) => object.kind === kind && object.namespace === namespace && object.name === name)?.manifest;
}

async function refusalsOf(differences: readonly (Said & { readonly mesh: ComparedMesh })[]): Promise<string[]> {
  const objects = differences.map((one) => (one.code === 'IST0106' ? objectOf(one.mesh, one) : undefined));
  const verdicts = await judgeObjects(objects.filter((object) => object !== undefined));
  return objects.map((object) => {
    if (object === undefined) return '';
    const { crd, webhook } = verdicts.shift() ?? { crd: '', webhook: '' };
    return crd || webhook;
  });
}

/** What the sides say of the meshes. */
export async function hear(meshes: readonly ComparedMesh[]): Promise<Heard[]> {
  const asking = analyzeMeshes(meshes);
  const ours = meshes.map(saidByUs);
  const istio = await asking;
  return meshes.map((mesh, at) => ({ mesh, ours: ours[at] ?? [], istio: istio[at] ?? { messages: [], unread: [] } }));
}

/**
 * What the sides say differently of the meshes.
 * @param times that Istio is asked again where they do
 */
export async function differences(heard: readonly Heard[], times = 12): Promise<Difference[]> {
  const of = ({ ours, istio }: Heard) => differencesOf(counted(ours), counted(istio.messages));
  const unequal = heard.filter((one) => of(one).length > 0);
  if (unequal.length === 0) return [];
  const codes = await settled(unequal, times);
  const lasting = unequal.flatMap((one) =>
    of(one)
      .filter(({ code }) => codes.get(one)?.has(code))
      .map((difference) => ({ ...difference, mesh: one.mesh })),
  );
  const refusals = await refusalsOf(lasting);
  return lasting.map((difference, at) => ({ ...difference, refusal: refusals[at] ?? '' }));
}
