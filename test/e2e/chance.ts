import { ok } from 'node:assert/strict';

/** Standard deviations that are taken for chance: one run in 15,000 goes beyond. */
const DEVIATIONS = 4;

/** Whether a count of independent tries is one that a chance, in percent, gives. */
export function expectShare(what: string, count: number, tries: number, percentage: number): void {
  const chance = percentage / 100;
  const expected = tries * chance;
  const bound = DEVIATIONS * Math.sqrt(tries * chance * (1 - chance));
  ok(Math.abs(count - expected) <= bound, `${what}: expected ${expected} ± ${bound.toFixed(1)} of ${tries}, got ${count}`);
}
