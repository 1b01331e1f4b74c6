import { type Arbitrary, asyncProperty, boolean, check, constantFrom, record, sample } from 'fast-check';
import { compareInjection, type InjectionMismatch } from './compare';
import { type InjectionCase, native } from './pods';
import { randomMesh } from './random-meshes';
import { randomWorkload } from './random-pods';

/** Meshes that the pods are spread over: each is one more pair of processes. */
const MESHES = 20;

/** Seconds for making one failure simple. */
const SHRINKING = 60;

/**
 * Compares random pods in random meshes.
 * @param seed chooses both; the same seed gives the same ones
 * @returns what is wrong, the first of it made as simple as it gets
 */
export async function compareRandom(seed: number, runs: number): Promise<readonly InjectionMismatch[]> {
  const cases = randomCases(seed);
  const all = sample(cases, { seed, numRuns: runs });
  const mismatches = await compareInjection(all.map((one, i) => ({ ...one, name: `random ${i}` })));
  const [first, ...others] = mismatches;
  if (first === undefined) return [];
  const right = asyncProperty(cases, async (one) => (await compareInjection([one])).length === 0);
  const { counterexample } = await check(right, {
    seed,
    path: first.name.replace('random ', ''),
    interruptAfterTimeLimit: SHRINKING * 1000,
  });
  const [simplest] = counterexample ?? [all[Number(first.name.replace('random ', ''))]!];
  const again = await compareInjection([simplest]);
  return [{ name: `${first.name}, as ${JSON.stringify(simplest)}`, places: (again[0] ?? first).places }, ...others];
}

function randomCases(seed: number): Arbitrary<InjectionCase> {
  const meshes = [{}, ...sample(randomMesh, { seed, numRuns: MESHES - 1 })];
  return record({ values: constantFrom(...meshes), pod: randomWorkload, isNative: boolean() }).map(
    ({ values, pod, isNative }) => ({
      name: 'random',
      values,
      pod,
      env: isNative ? native : undefined,
    }),
  );
}
