import { injectionCases } from './injection/cases';
import { compareInjection } from './injection/compare';

/** Compares the pods that our templates and the official ones make. Returns how many are wrong. */
export async function comparePods(): Promise<number> {
  const mismatches = await compareInjection(injectionCases);
  for (const { name, places } of mismatches) console.log(`\n${name}\n  ${places.join('\n  ')}`);
  for (const { name, intended } of injectionCases) if (intended) console.log(`intended: ${name}: ${intended.reason}`);
  console.log(`${injectionCases.length} pods, ${mismatches.length} of them not as expected`);
  return mismatches.length;
}
