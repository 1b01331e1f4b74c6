import type { Difference } from './compare';
import type { ParityReport } from './run';

const SHOWN = 100;

interface Group {
  readonly chart: string;
  readonly difference: Difference;
  readonly cases: string[];
}

/** Every difference once, with the cases that show it. */
function grouped(charts: ParityReport['charts']): Group[] {
  const groups = new Map<string, Group>();
  for (const [chart, { unlisted }] of charts) {
    for (const { case: name, ...difference } of unlisted) {
      const key = JSON.stringify([chart, difference]);
      const group = groups.get(key) ?? { chart, difference, cases: [] };
      group.cases.push(name);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function printUnlisted(charts: ParityReport['charts']): number {
  const groups = grouped(charts);
  for (const { chart, difference, cases } of groups.slice(0, SHOWN)) {
    console.log(`\n${chart}: ${difference.object} ${difference.path}`);
    console.log(`  ${cases.length === 1 ? '' : `${cases.length} cases, first: `}${cases[0]}`);
    console.log(`  official  ${JSON.stringify(difference.official)}`);
    console.log(`  ours      ${JSON.stringify(difference.ours)}`);
  }
  if (groups.length > SHOWN) console.log(`\n... and ${groups.length - SHOWN} more`);
  return groups.length;
}

function printRefused(charts: ParityReport['charts']): number {
  const refused = [...charts].flatMap(([chart, report]) => report.refused.map((refusal) => ({ chart, ...refusal })));
  if (refused.length > 0) console.log('\nrefused here, taken by the official charts:');
  for (const { chart, case: name, reason, message } of refused) {
    console.log(`  ${chart}, ${name}: ${reason}\n      ${message ?? 'NOT REFUSED'}`);
  }
  return refused.filter(({ message }) => message === undefined).length;
}

/** Prints the report. Returns how much in it is wrong. */
export function printReport({ charts, needed }: ParityReport): number {
  console.table(
    [...charts].map(([chart, { cases, objects, listed, refused, unlisted }]) => ({
      chart,
      cases,
      objects,
      listed,
      refused: refused.length,
      unlisted: unlisted.length,
    })),
  );
  console.log('intended differences, with the number of objects each was needed for:');
  for (const [{ where, reason }, times] of needed) console.log(`  ${String(times).padStart(6)}  ${where}: ${reason}`);
  const unneeded = [...needed].filter(([, times]) => times === 0);
  const wrong = printRefused(charts) + printUnlisted(charts) + unneeded.length;
  for (const [{ where }] of unneeded) console.log(`\nnever needed, remove it from intended.ts: ${where}`);
  return wrong;
}
