import type { Values } from '../../../lib/core/schema/values';
import { isOfGatewayApi, judgeGatewayApi } from '../gateway-api';
import { judgeObjects, type Verdict } from '../oracle';
import { construct } from './constructs';
import { INTENDED, INTENDED_OF_RULES, type Intended } from './intended';
import { isTaken, type Judged } from './verdicts';

/** What constructs make of objects, beside what the real programs say. */
export interface MadeObjects {
  /** Manifests that came out of synth. */
  readonly emitted: number;
  /** What constructs said to the objects they refused. */
  readonly refusals: readonly string[];
  /** Objects that the real programs take and constructs refuse, by the reason in the list. */
  readonly intended: ReadonlyMap<Intended, number>;
  /** What came out of synth and is refused, and what is refused for no reason of the list. */
  readonly wrong: readonly string[];
}

interface Attempt {
  readonly object: Values;
  readonly manifest?: Values;
  readonly refusal?: string;
}

/** What became of objects that constructs were asked to make, and what the real programs say to the manifests. */
export interface Attempts {
  readonly attempts: readonly Attempt[];
  readonly manifests: readonly Values[];
  readonly verdicts: readonly Verdict[];
}

/** Makes each object by its construct, and asks the real programs about what comes out of synth. */
export async function makeObjects(objects: readonly Values[]): Promise<Attempts> {
  const attempts = objects.flatMap((object): Attempt[] => {
    const made = construct(object);
    return made === undefined ? [] : [{ object, ...made }];
  });
  const manifests = attempts.flatMap(({ manifest }) => (manifest === undefined ? [] : [manifest]));
  const verdicts = await (manifests.some(isOfGatewayApi) ? judgeGatewayApi(manifests) : judgeObjects(manifests));
  return { attempts, manifests, verdicts };
}

/**
 * Compares what became of the objects with what the real programs say to them.
 * @param judged these objects, and others perhaps
 */
export function compareMade({ attempts, manifests, verdicts }: Attempts, judged: readonly Judged[]): MadeObjects {
  const taken = new Set(judged.filter(({ real }) => isTaken(real)).map(({ object }) => object));
  const refused = attempts.filter(({ object, refusal }) => refusal !== undefined && taken.has(object));
  const wronglyRefused = refused.filter(
    ({ refusal = '' }) => ![...INTENDED, ...INTENDED_OF_RULES].some(({ says }) => says.test(refusal)),
  );
  return {
    emitted: manifests.length,
    refusals: attempts.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal])),
    intended: new Map(INTENDED.map((reason) => [reason, refused.filter(({ refusal = '' }) => reason.says.test(refusal)).length])),
    wrong: [
      ...verdicts.flatMap((verdict, i) =>
        isTaken(verdict) ? [] : [`synthesized: ${JSON.stringify(manifests[i])}\n  ${verdict.crd} ${verdict.webhook}`],
      ),
      ...wronglyRefused.map(({ object, refusal }) => `not synthesized: ${JSON.stringify(object)}\n  ${refusal}`),
    ],
  };
}
