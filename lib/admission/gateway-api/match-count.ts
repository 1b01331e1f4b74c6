import type { Problem } from '../../core/problem';

const MOST = 128;

/** Problems of a route with more conditions in all than the API takes. */
export function matchCountProblems(counts: readonly number[]): Problem[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum <= MOST) return [];
  const problem = `must have at most ${MOST} matches together`;
  return [{ field: 'rules', problem, got: sum, fix: 'spread them over several routes' }];
}
