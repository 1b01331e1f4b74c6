import { describeProblem } from '../../../lib/core/problem';
import { specAsRead } from '../../../lib/core/schema/as-read';
import { schemaProblems } from '../../../lib/core/schema/schema-problems';
import type { Values } from '../../../lib/core/schema/values';
import { judgeGatewayApi } from '../gateway-api';
import { judgeObjects, type Verdict } from '../oracle';
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

export function judge(kind: JudgedKind, objects: readonly Values[]): Judged[] {
  const real = kind.group === undefined ? judgeObjects(objects) : judgeGatewayApi(objects);
  return objects.map((object, i) => ({ object, real: real[i] as Verdict, ours: ours(kind, object) }));
}

export const isTaken = ({ crd, webhook }: Verdict) => crd === '' && webhook === '';

/** Whether one takes what the other refuses, or we fail at it. */
export function disagrees({ real, ours }: Judged): boolean {
  return isTaken(real) !== (ours.length === 0) || ours.some((text) => text.startsWith('THROWN'));
}
