import { describeProblem } from '../../../lib/core/problem';
import { specAsRead } from '../../../lib/core/schema/as-read';
import { schemaProblems } from '../../../lib/core/schema/schema-problems';
import type { Values } from '../../../lib/core/schema/values';
import { judgeGatewayApi } from '../gateway-api';
import { judgeObjects, type Verdict } from '../oracle';
import { INTENDED_OF_RULES } from './intended';
import type { JudgedKind } from './kinds';

/** An object, with what the real programs and this library say to it. */
export interface Judged {
  readonly object: Values;
  readonly real: Verdict;
  /** What we refuse, empty where we take it. */
  readonly ours: readonly string[];
}

function ours({ problems }: JudgedKind, object: Values): string[] {
  const structural = schemaProblems(object);
  if (structural.length > 0) return structural.map(describeProblem);
  const metadata = object.metadata as Parameters<JudgedKind['problems']>[1];
  try {
    return problems(specAsRead(object) as never, { ...metadata, namespace: metadata.namespace ?? 'default' }).map(
      describeProblem,
    );
  } catch (error) {
    return [`THROWN ${(error as Error).stack}`];
  }
}

/** Judges objects: the real programs at the same time as we do. */
export async function judge(kind: JudgedKind, objects: readonly Values[]): Promise<Judged[]> {
  const judging = kind.group === undefined ? judgeObjects(objects) : judgeGatewayApi(objects);
  const judged = objects.map((object) => ({ object, ours: ours(kind, object) }));
  const real = await judging;
  return judged.map((one, i) => ({ ...one, real: real[i] as Verdict }));
}

export const isTaken = ({ crd, webhook }: Verdict) => crd === '' && webhook === '';

/** Whether we refuse on purpose what the real programs take. */
export function isIntended({ real, ours }: Judged): boolean {
  return isTaken(real) && ours.some((text) => INTENDED_OF_RULES.some(({ says }) => says.test(text)));
}

/** Whether one takes what the other refuses, or we fail at it. */
export function disagrees(judged: Judged): boolean {
  const { real, ours } = judged;
  if (isIntended(judged)) return false;
  return isTaken(real) !== (ours.length === 0) || ours.some((text) => text.startsWith('THROWN'));
}
