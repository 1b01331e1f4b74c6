import { ambientCases } from './ambient';
import { bookinfoCases } from './bookinfo';
import { cniCases } from './cni';
import type { Difference } from './compare';
import { controlPlaneCases } from './control-plane-cases';
import { countControlPlaneValues } from './control-plane-values';
import { countCoveredValues } from './covered-values';
import { gatewayCases } from './gateway';
import { INTENDED } from './intended';
import { INTENDED_OF_AGENTS } from './intended-agents';
import { INTENDED_OF_BOOKINFO } from './intended-bookinfo';
import { INTENDED_OF_GATEWAY } from './intended-gateway';
import { compareAll, type ParityReport } from './run';
import { waypointCases } from './waypoint';
import { ztunnelCases } from './ztunnel';

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
function print({ charts, needed }: ParityReport): number {
  console.table(
    [...charts].map(([chart, { cases, objects, refused, unlisted }]) => ({
      chart,
      cases,
      objects,
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

/** Compares all charts and samples. Returns how much is wrong. */
export function compareCharts(): number {
  const edges = [...gatewayCases(), ...cniCases(), ...ztunnelCases(), ...ambientCases(), ...waypointCases()];
  const cases = [...controlPlaneCases(), ...edges, ...bookinfoCases()];
  const unexplained = countControlPlaneValues() + countCoveredValues(edges);
  return (
    unexplained + print(compareAll(cases, [...INTENDED, ...INTENDED_OF_GATEWAY, ...INTENDED_OF_AGENTS, ...INTENDED_OF_BOOKINFO]))
  );
}
