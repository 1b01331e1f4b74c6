import { CoveredRules } from './admission/covered-rules';
import { INTENDED, INTENDED_OF_RULES, NO_PROPS } from './admission/intended';
import { type JudgedKind, KINDS } from './admission/kinds';
import { compareMade, type MadeObjects, makeObjects } from './admission/made-objects';
import { makeObject } from './admission/objects';
import { shrink } from './admission/shrink';
import { disagrees, isIntended, isTaken, type Judged, judge } from './admission/verdicts';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

/** Disagreements of a kind that are shown, each of another reason. */
const SHOWN = 3;

const reasonOf = ({ real, ours }: Judged) => `${real.crd} ${real.webhook} ${ours.join()}`.replace(/"[^"]*"|\d+/g, '');

async function show(kind: JudgedKind, wrong: readonly Judged[]): Promise<void> {
  const reasons = new Map(wrong.map((judged) => [reasonOf(judged), judged]));
  for (const judged of [...reasons.values()].slice(0, SHOWN)) {
    const { object, real, ours } = await shrink(kind, judged);
    console.log(`\n${JSON.stringify(object)}`);
    console.log(`  CRD      ${real.crd || 'takes it'}`);
    console.log(`  webhook  ${real.webhook || 'takes it'}`);
    console.log(`  ours     ${ours.join('\n           ') || 'takes it'}`);
  }
}

function row({ kind, group }: JudgedKind, judged: readonly Judged[], made: MadeObjects) {
  return {
    kind: group === undefined ? kind : `${kind}, Gateway API`,
    objects: judged.length,
    accepted: judged.filter(({ real }) => isTaken(real)).length,
    'refused by CRD': judged.filter(({ real }) => real.crd !== '').length,
    'by webhook': judged.filter(({ real }) => real.webhook !== '').length,
    disagreements: judged.filter(disagrees).length,
    synthesized: made.emitted,
    'wrong in synth': made.wrong.length,
  };
}

function printReasons(judged: readonly Judged[], made: readonly MadeObjects[]): void {
  console.log('refused by rules, taken by the real programs, with the number of objects:');
  for (const { says, reason } of INTENDED_OF_RULES) {
    const times = judged.filter((one) => isIntended(one) && one.ours.some((text) => says.test(text))).length;
    console.log(`  ${String(times).padStart(6)}  ${reason}`);
  }
  console.log('refused by constructs, taken by the real programs, with the number of objects:');
  for (const reason of INTENDED) {
    const times = made.reduce((sum, { intended }) => sum + (intended.get(reason) ?? 0), 0);
    console.log(`  ${String(times).padStart(6)}  ${reason.reason}`);
  }
  console.log('objects that props cannot be like, which are judged as plain objects alone:');
  for (const { kind, reason } of NO_PROPS) console.log(`          ${kind}: ${reason}`);
}

function printRules(covered: CoveredRules): void {
  console.log(`rules that refused something: ${covered.size - covered.missing.length} of ${covered.size}`);
  for (const rule of covered.missing) console.log(`  not met: ${rule}`);
}

interface Result {
  readonly judged: readonly Judged[];
  readonly made: MadeObjects;
  readonly row: ReturnType<typeof row>;
}

/** Objects of one kind: all are judged as plain objects, and every other pair of them by the construct as well, which takes longer. */
async function compareKind(kind: JudgedKind, seed: number, count: number): Promise<Result> {
  const objects = Array.from({ length: count }, (_, i) => makeObject(kind, seed * 1_000_003 + i));
  const judging = judge(kind, objects);
  const making = makeObjects(objects.filter((_, i) => i % 4 < 2));
  const judged = await judging;
  const made = compareMade(await making, judged);
  await show(kind, judged.filter(disagrees));
  for (const wrong of made.wrong.slice(0, SHOWN)) console.log(`\n${wrong}`);
  return { judged, made, row: row(kind, judged, made) };
}

/**
 * Compares our verdicts with those of the CRDs and of istiod's webhook, over random objects of every kind: those over the plain objects,
 * and those of the constructs. `PARITY_SEED`, `PARITY_OBJECTS` and `PARITY_KINDS` ask for others, for more and for fewer. Returns how
 * much is wrong.
 */
export async function compareAdmission(): Promise<number> {
  const seed = number('PARITY_SEED', 131);
  const count = number('PARITY_OBJECTS', 2000);
  const named = process.env.PARITY_KINDS?.split(',');
  const covered = new CoveredRules();
  const running: Promise<Result>[] = [];
  for (const kind of KINDS.filter(({ kind }) => named?.includes(kind) ?? true)) {
    running.push(compareKind(kind, seed, count));
    // The real programs judge one kind while the objects of the next are made.
    await running.at(-2);
  }
  const results = await Promise.all(running);
  for (const { judged, made } of results) covered.add([...judged.flatMap(({ ours }) => ours), ...made.refusals]);
  console.table(results.map((result) => result.row));
  printReasons(
    results.flatMap(({ judged }) => judged),
    results.map(({ made }) => made),
  );
  printRules(covered);
  return results.reduce((sum, { row }) => sum + row.disagreements + row['wrong in synth'], 0);
}
