import { type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Problem } from '../core/problem';
import { type PropNames, propProblems } from '../core/prop-names';

/** What a pod may use. */
export interface Budget {
  /** Thousandths of a core that are kept for it. */
  readonly cpuMillis: number;
  /** Memory that is kept for it. */
  readonly memory: Size;
  /** Memory beyond which it is stopped. */
  readonly memoryLimit: Size;
}

const mebibytes = (size: Size) => size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });

const NAMES: PropNames<Budget> = { cpuMillis: 'required', memory: 'required', memoryLimit: 'required' };

/** Problems of a budget. */
export function budgetProblems(field: string, budget: Budget): Problem[] {
  const wrong = propProblems(NAMES, budget, field);
  if (wrong.length > 0) return wrong;
  const { cpuMillis, memory, memoryLimit } = budget;
  const [kept, most] = [mebibytes(memory), mebibytes(memoryLimit)];
  return [
    ...(Number.isInteger(cpuMillis) && cpuMillis > 0
      ? []
      : [
          {
            field: `${field}.cpuMillis`,
            problem: 'is not a whole number above 0',
            got: cpuMillis,
            fix: 'give thousandths of a core',
          },
        ]),
    ...(kept > 0 ? [] : [{ field: `${field}.memory`, problem: 'is nothing', got: kept, fix: 'give it: Size.mebibytes(256)' }]),
    ...(most >= kept
      ? []
      : [{ field: `${field}.memoryLimit`, problem: 'is less than memory', got: `${most}Mi`, fix: `give at least ${kept}Mi` }]),
  ];
}
