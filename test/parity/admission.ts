import { CoveredRules } from './admission/covered-rules';
import { type JudgedKind, KINDS } from './admission/kinds';
import { makeObject } from './admission/objects';
import { shrink } from './admission/shrink';
import { disagrees, isTaken, type Judged, judge } from './admission/verdicts';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

/** Disagreements of a kind that are shown, each of another reason. */
const SHOWN = 3;

const reasonOf = ({ real, ours }: Judged) => `${real.crd} ${real.webhook} ${ours.join()}`.replace(/"[^"]*"|\d+/g, '');

function show(kind: JudgedKind, wrong: readonly Judged[]): void {
  const reasons = new Map(wrong.map((judged) => [reasonOf(judged), judged]));
  for (const judged of [...reasons.values()].slice(0, SHOWN)) {
    const { object, real, ours } = shrink(kind, judged);
    console.log(`\n${JSON.stringify(object)}`);
    console.log(
      `  CRD      ${real.crd || 'takes it'}\n  webhook  ${real.webhook || 'takes it'}\n  ours     ${ours.join('\n           ') || 'takes it'}`,
    );
  }
}

/** Compares our verdict with those of the CRDs and of istiod's webhook, over random objects of every kind. Returns how much is wrong. */
export function compareAdmission(): number {
  const seed = number('PARITY_SEED', 131);
  const count = number('PARITY_OBJECTS', 2000);
  const named = process.env.PARITY_KINDS?.split(',');
  let wrong = 0;
  const table = [];
  const covered = new CoveredRules();
  for (const kind of KINDS.filter(({ kind }) => named?.includes(kind) ?? true)) {
    const judged = judge(
      kind,
      Array.from({ length: count }, (_, i) => makeObject(kind, seed * 1_000_003 + i)),
    );
    const disagreements = judged.filter(disagrees);
    for (const { ours } of judged) covered.add(ours);
    show(kind, disagreements);
    if (process.env.DEBUG_REAL) for (const { real } of judged) { for (const e of real.webhook.split('\n').concat(real.crd ? [real.crd] : [])) console.log('REAL', kind.kind, e.replace(/"[^"]*"/g, 'Q').replace(/\d+/g, 'N').slice(0, 200)); }
    wrong += disagreements.length;
    table.push({
      kind: kind.kind,
      objects: count,
      accepted: judged.filter(({ real }) => isTaken(real)).length,
      'refused by the CRD': judged.filter(({ real }) => real.crd !== '').length,
      'by the webhook': judged.filter(({ real }) => real.webhook !== '').length,
      disagreements: disagreements.length,
    });
  }
  console.table(table);
  console.log(`rules that refused something: ${covered.size - covered.missing.length} of ${covered.size}`);
  for (const rule of covered.missing) console.log(`  never: ${rule}`);
  return wrong;
}
