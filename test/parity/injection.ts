import { injectionCases } from './injection/cases';
import { compareInjection } from './injection/compare';

async function main(): Promise<void> {
  const started = Date.now();
  const mismatches = await compareInjection(injectionCases);
  for (const { name, places } of mismatches) console.log(`\n${name}\n  ${places.join('\n  ')}`);
  for (const { name, intended } of injectionCases) if (intended) console.log(`intended: ${name}: ${intended.reason}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${injectionCases.length} pods, ${mismatches.length} of them not as expected, in ${seconds} s`);
  process.exitCode = mismatches.length > 0 ? 1 : 0;
}

void main();
