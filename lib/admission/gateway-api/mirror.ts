import type { Problem } from '../../core/problem';
import { type BackendRef, backendRefProblems } from './backend-refs';

/** A place for copies of requests, as it stands in YAML. */
export interface MirrorSpec {
  readonly backendRef: BackendRef;
  readonly percent?: number;
  readonly fraction?: { readonly numerator: number; readonly denominator?: number };
}

/** The denominator of a fraction that has none. */
const PERCENT = 100;

/** Problems of a place for copies of requests. */
export function mirrorProblems(field: string, mirror: MirrorSpec | undefined): Problem[] {
  if (mirror === undefined) return [];
  const { backendRef, percent, fraction } = mirror;
  const problems = backendRefProblems(`${field}.backendRef`, backendRef);
  if (fraction !== undefined && percent !== undefined) {
    problems.push({ field: `${field}.percent`, problem: 'stands beside fraction', got: percent, fix: 'keep one of the two' });
  }
  if (fraction !== undefined && fraction.numerator > (fraction.denominator ?? PERCENT)) {
    const fix = `use at most the denominator, ${fraction.denominator ?? PERCENT}`;
    problems.push({ field: `${field}.fraction.numerator`, problem: 'is more than all requests', got: fraction.numerator, fix });
  }
  return problems;
}
