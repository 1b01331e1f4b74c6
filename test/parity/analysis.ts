import { CODES } from './analysis/codes';
import { type Difference, differences } from './analysis/differences';
import { type Heard, hear, takenUndecoded } from './analysis/hear';
import { makeMesh, meshText } from './analysis/meshes';
import { compareOwnCodes } from './analysis/own-codes';
import { samples } from './analysis/samples';
import { asFile, shrink } from './analysis/shrink';
import { INTENDED, type IntendedAnalysis } from './intended-analysis';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

/** Meshes that are asked about at once. */
const AT_ONCE = 250;

/** Differences that are shrunk and shown, each of another code or in another direction. */
const SHOWN = 6;

const intendedBy = (difference: Difference): IntendedAnalysis | undefined =>
  INTENDED.find(({ code = difference.code, isIt }) => code === difference.code && isIt(difference));

const wayOf = ({ code, level, kind, istio, ours }: Difference) =>
  `${code} ${level} ${kind} ${istio.length > ours ? 'missing' : 'too many'}`;

/** Few enough meshes to ask Istio many times more: four objects can be walked in 24 orders. */
const FEW = 20;
const MANY_TIMES = 100;

/** The differences, without those in which Istio says after all what we say, when it is asked often enough. */
async function confirmed(
  heard: readonly (Heard | undefined)[],
  differing: readonly Difference[],
): Promise<readonly Difference[]> {
  const isWrong = (difference: Difference) => intendedBy(difference) === undefined;
  const meshes = new Set(differing.filter(isWrong).map(({ mesh }) => mesh));
  if (meshes.size === 0 || meshes.size > FEW) return differing;
  const again = await differences(
    heard.filter((one) => one !== undefined && meshes.has(one.mesh)),
    MANY_TIMES,
  );
  return differing.filter((one) => !isWrong(one) || again.some(({ mesh, code }) => mesh === one.mesh && code === one.code));
}

/** What was found over all meshes. */
class Tally {
  readonly fired = new Map<string, number>();
  readonly needed = new Map<IntendedAnalysis, number>();
  readonly wrong: Difference[] = [];
  crashes = 0;
  undecoded = 0;
  taken = 0;

  add(all: readonly (Heard | undefined)[], differing: readonly Difference[]): void {
    const heard = all.filter((one) => one !== undefined);
    this.crashes += all.length - heard.length;
    for (const one of heard) {
      const { ours, istio, undecoded } = one;
      this.undecoded += undecoded.length;
      for (const { manifest } of takenUndecoded(one)) {
        this.taken++;
        console.log(`not refused by us, though Istio cannot decode it: ${JSON.stringify(manifest)}`);
      }
      for (const code of new Set([...ours, ...istio].map(({ code }) => code))) {
        this.fired.set(code, (this.fired.get(code) ?? 0) + 1);
      }
    }
    for (const difference of differing) {
      const intended = intendedBy(difference);
      if (intended === undefined) this.wrong.push(difference);
      else this.needed.set(intended, (this.needed.get(intended) ?? 0) + 1);
    }
  }
}

function describe({ code, level, kind, namespace, name, istio, ours }: Difference): string {
  return `${code} ${level} ${kind} ${namespace}/${name}: Istio says it ${istio.length} times, we ${ours}`;
}

async function compareMade(seed: number, runs: number, tally: Tally): Promise<void> {
  const seeds = new Map<string, number>();
  for (let from = 0; from < runs; from += AT_ONCE) {
    const made = Array.from({ length: Math.min(AT_ONCE, runs - from) }, (_, at) => seed * 1_000_003 + from + at);
    const heard = await hear(made.map((one) => asFile(makeMesh(one))));
    const differing = await confirmed(heard, await differences(heard));
    tally.add(heard, differing);
    for (const difference of differing) {
      if (intendedBy(difference) !== undefined || seeds.has(wayOf(difference))) continue;
      seeds.set(wayOf(difference), made[heard.findIndex((one) => one?.mesh === difference.mesh)] ?? 0);
    }
  }
  for (const [way, one] of [...seeds].slice(0, number('PARITY_SHOWN', SHOWN))) {
    const isSame = (difference: Difference) => wayOf(difference) === way && intendedBy(difference) === undefined;
    const { mesh, found } = await shrink(makeMesh(one), isSame);
    console.log(`\n${way}, mesh ${one} in its simplest form:`);
    for (const difference of found) {
      console.log(`  ${describe(difference)}`);
      for (const { text } of difference.istio) console.log(`    Istio: ${text}`);
    }
    if (mesh.meshConfig !== undefined) console.log(`  mesh configuration: ${JSON.stringify(mesh.meshConfig)}`);
    console.log(meshText(mesh.objects).replace(/^/gm, '    '));
  }
}

async function compareSamples(tally: Tally): Promise<void> {
  const { meshes, unreadable } = samples();
  const heard = await hear([...meshes.keys()]);
  const differing = await confirmed(heard, await differences(heard));
  tally.add(heard, differing);
  console.log(
    `samples of Istio: ${meshes.size} files and folders; left out, as they are no objects of Kubernetes: ${unreadable.join(', ')}`,
  );
  for (const difference of differing) {
    if (intendedBy(difference) !== undefined) continue;
    console.log(`  ${meshes.get(difference.mesh)}: ${describe(difference)}`);
  }
}

function printWays(wrong: readonly Difference[]): void {
  const ways = new Map<string, number>();
  for (const difference of wrong) ways.set(wayOf(difference), (ways.get(wayOf(difference)) ?? 0) + 1);
  for (const [way, times] of [...ways].sort()) console.log(`  ${String(times).padStart(6)}  ${way}`);
}

/**
 * Compares what we find in generated meshes, and in Istio's samples, with what Istio's own analyzers find: code, level, object, and how
 * many times. `PARITY_SEED` and `PARITY_RUNS` ask for other meshes, more or fewer,
 * `PARITY_CODES` for some codes. Returns how much is wrong.
 */
export async function compareAnalysis(): Promise<number> {
  const seed = number('PARITY_SEED', 131);
  const runs = number('PARITY_RUNS', 3000);
  console.log(`seed ${seed}, ${runs} meshes`);
  const tally = new Tally();
  await compareMade(seed, runs, tally);
  const generated = new Map(tally.fired);
  await compareSamples(tally);
  console.log('codes, with the number of generated meshes in which they are found:');
  console.log(`  ${[...CODES].map((code) => `${code} ${generated.get(code) ?? 0}`).join(', ')}`);
  console.log('intended differences, with the number of objects each was needed for:');
  for (const intended of INTENDED) {
    console.log(`  ${String(tally.needed.get(intended) ?? 0).padStart(6)}  ${intended.code ?? 'any code'}: ${intended.reason}`);
  }
  console.log(
    `objects that Istio cannot decode, and we refuse: ${tally.undecoded - tally.taken}; meshes on which Istio crashes: ${tally.crashes}`,
  );
  const never = [...CODES].filter((code) => !generated.has(code));
  const unneeded = INTENDED.filter((intended) => !tally.needed.has(intended));
  for (const code of never) console.log(`never found in a generated mesh: ${code}`);
  for (const { code, reason } of unneeded)
    console.log(`never needed, remove it from intended-analysis.ts: ${code ?? 'any code'}: ${reason}`);
  if (tally.wrong.length > 0) console.log('wrong, with the number of objects:');
  printWays(tally.wrong);
  return tally.wrong.length + tally.taken + never.length + unneeded.length + compareOwnCodes();
}
