import type { Values } from '../../../lib/core/schema/values';
import { Mesh, readObjects } from '../../../lib/model';
import { isOfGatewayApi, judgeGatewayApi } from '../gateway-api';
import { type AnalysisMessage, analyzeMeshes, judgeObjects } from '../oracle';
import { CODES } from './codes';
import type { ComparedMesh, Heard, Said } from './hear';

/** What the two sides say a different number of times. */
export interface Difference extends Said {
  /** What Istio says of the object under the code. */
  readonly istio: readonly AnalysisMessage[];
  /** How many times we say it. */
  readonly ours: number;
  /** The object, where it is in the files. */
  readonly object: Values | undefined;
  /** Why the API server or the webhook refuse the object; empty where they take it. Known for IST0106 alone. */
  readonly refusal: string;
  readonly mesh: ComparedMesh;
}

type Unequal = Omit<Difference, 'refusal' | 'mesh' | 'object'>;

/** Of these, the number says only how many reasons are told apart: an object is refused or not. */
const SAID_ONCE: ReadonlySet<string> = new Set(['IST0106']);

const keyOf = ({ code, level, kind, namespace, name }: Said) => JSON.stringify({ code, level, kind, namespace, name });

/** Istio leaves out what is said twice with one text and place, even where it is about two fields: each of the numbers is equal. */
function isEqual(code: string, ours: number, istio: readonly AnalysisMessage[]): boolean {
  if (SAID_ONCE.has(code)) return ours > 0 === istio.length > 0;
  return istio.length <= ours && ours <= istio.reduce((sum, { times }) => sum + times, 0);
}

function unequal(ours: readonly Said[], istio: readonly AnalysisMessage[]): Unequal[] {
  const byObject = new Map<string, { ours: number; istio: AnalysisMessage[] }>();
  const at = (one: Said) => {
    const found = byObject.get(keyOf(one)) ?? { ours: 0, istio: [] };
    byObject.set(keyOf(one), found);
    return found;
  };
  for (const one of ours) at(one).ours++;
  for (const one of istio) if (CODES.has(one.code)) at(one).istio.push(one);
  return [...byObject]
    .map(([key, counts]): Unequal => ({ ...(JSON.parse(key) as Said), ...counts }))
    .filter((one) => !isEqual(one.code, one.ours, one.istio));
}

/** Codes under which Istio never says what we say: what it says depends at times on the order in which its maps are walked. */
async function settled(differing: readonly Heard[], times: number): Promise<Map<Heard, ReadonlySet<string>>> {
  const again = await analyzeMeshes(differing.flatMap(({ mesh }) => Array.from({ length: times }, () => mesh)));
  return new Map(
    differing.map((heard, at) => {
      const more = again.slice(at * times, (at + 1) * times).flatMap((answer) => ('error' in answer ? [] : [answer.messages]));
      const codes = [heard.istio, ...more].map((messages) => new Set(unequal(heard.ours, messages).map(({ code }) => code)));
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

/** Whether an object is of a kind that Istio or the Gateway API has. */
const isJudged = ({ apiVersion }: Values) => /^([a-z]+\.istio\.io|gateway\.networking\.k8s\.io)\//.test(String(apiVersion));

async function refusalsOf(differences: readonly Omit<Difference, 'refusal'>[]): Promise<string[]> {
  const asked = differences.filter(({ code, object }) => code === 'IST0106' && object !== undefined && isJudged(object));
  const objects = asked.map(({ object }) => object ?? {});
  const istio = await judgeObjects(objects.filter((object) => !isOfGatewayApi(object)));
  const gatewayApi = await judgeGatewayApi(objects.filter(isOfGatewayApi));
  const refusals = objects
    .map((object) => (isOfGatewayApi(object) ? gatewayApi : istio).shift())
    .map((verdict) => verdict?.crd || verdict?.webhook || '');
  return differences.map((difference) => refusals[asked.indexOf(difference)] ?? '');
}

/**
 * What the sides say differently of the meshes.
 * @param times that Istio is asked again where they do
 */
export async function differences(all: readonly (Heard | undefined)[], times = 12): Promise<Difference[]> {
  const heard = all.filter((one) => one !== undefined);
  const differing = heard.filter(({ ours, istio }) => unequal(ours, istio).length > 0);
  if (differing.length === 0) return [];
  const codes = await settled(differing, times);
  const lasting = differing.flatMap((one) =>
    unequal(one.ours, one.istio)
      .filter(({ code }) => codes.get(one)?.has(code))
      .map((difference) => ({ ...difference, mesh: one.mesh, object: objectOf(one.mesh, difference) })),
  );
  const refusals = await refusalsOf(lasting);
  return lasting.map((difference, at) => ({ ...difference, refusal: refusals[at] ?? '' }));
}
