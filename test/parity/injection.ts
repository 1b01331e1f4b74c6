import { injectionCases } from './injection/cases';
import { compareInjection, type InjectionMismatch } from './injection/compare';
import { compareGateways } from './injection/gateway-templates';
import { compareRandom } from './injection/random';

const RANDOM = 300;

/** Compares the pods of the official templates, of ours, and of our injector. Returns how many are wrong. */
export async function comparePods(): Promise<number> {
  const seed = Number(process.env.PARITY_SEED ?? 131);
  const byHand = show(await compareInjection(injectionCases));
  for (const { name, intended } of injectionCases) if (intended) console.log(`intended: ${name}: ${intended.reason}`);
  console.log(`${injectionCases.length} pods, ${byHand} of them not as expected`);
  console.log(`${RANDOM} random pods with PARITY_SEED=${seed}`);
  const random = show(await compareRandom(seed, RANDOM));
  console.log(`${random} of them not as expected`);
  const gateways = compareGateways();
  const ofGateways = show(gateways.mismatches);
  console.log(`${gateways.compared} Gateways through the templates of Gateways, ${ofGateways} of them not as expected`);
  return byHand + random + ofGateways;
}

function show(mismatches: readonly InjectionMismatch[]): number {
  for (const { name, places } of mismatches) console.log(`\n${name}\n  ${places.join('\n  ')}`);
  return mismatches.length;
}
