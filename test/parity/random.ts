import { type Arbitrary, check, property, sample } from 'fast-check';
import type { Difference } from './compare';
import { renderCharts } from './oracle';
import { compareAll, type Intended, type ParityCase } from './run';

/** Random values of one chart, and the question that they make. */
export interface RandomChart {
  /** One line of the report. */
  readonly chart: string;
  /** The same ones for the same seed. */
  readonly cases: (seed: number, runs: number) => ParityCase[];
  /** The simplest case that is still wrong, shrunk from the one at that place in `cases(seed, ...)`. */
  readonly simplest: (seed: number, place: number, isWrong: (parityCase: ParityCase) => boolean) => Simplest;
}

/** Where shrinking ended. */
export interface Simplest {
  readonly values: unknown;
  readonly parityCase: ParityCase;
}

/** How much is tried, and which. */
export interface RandomOptions {
  /** Number that chooses the values. */
  readonly seed: number;
  /** Number of combinations of each chart. */
  readonly runs: number;
}

/** Seconds for shrinking one failure: each step renders the official chart in a process of its own. */
const SHRINKING = 60;

/** Failures that are shrunk and printed, of each chart. */
const SHOWN = 3;

/**
 * A chart to be tried with random values.
 * @param values every value has to be one that the official chart takes; it shrinks towards what the arbitrary calls simple
 * @param toCase what is compared for them; a case with `refused` has to be refused by us
 */
export function randomChart<V>(
  chart: string,
  values: Arbitrary<V>,
  toCase: (name: string, values: V) => ParityCase,
): RandomChart {
  const named = (value: V, place: number) => ({ ...toCase(`random ${place}`, value), chart });
  return {
    chart,
    cases: (seed, runs) => sample(values, { seed, numRuns: runs }).map(named),
    simplest: (seed, place, isWrong) => {
      const right = property(values, (value) => !isWrong(named(value, place)));
      const { counterexample } = check(right, { seed, path: String(place), interruptAfterTimeLimit: SHRINKING * 1000 });
      const value = counterexample?.[0] ?? sample(values, { seed, numRuns: place + 1 })[place]!;
      return { values: value, parityCase: named(value, place) };
    },
  };
}

/** Why the official chart refuses each of the cases; undefined where it does not. */
function refusals(cases: readonly ParityCase[]): (string | undefined)[] {
  const requests = cases.map(({ official }) => official).filter((official) => 'chart' in official);
  const answers = renderCharts(requests).values();
  return cases.map(({ official }) => {
    const answer = 'chart' in official ? answers.next().value : undefined;
    return answer !== undefined && 'error' in answer ? answer.error : undefined;
  });
}

/** What is wrong with one case: the differences, or who should have refused it. */
function wrongs(parityCase: ParityCase, intended: readonly Intended[]): readonly Difference[] | string {
  try {
    const [report] = compareAll([parityCase], intended).charts.values();
    const missed = report!.refused.some(({ message }) => message === undefined);
    return missed ? 'is taken here, though it should be refused' : report!.unlisted;
  } catch (error) {
    const [refusal] = refusals([parityCase]);
    if (refusal === undefined) throw error;
    return `is refused by the official chart: ${refusal}`;
  }
}

/** The places of the cases that are wrong. All of them are rendered by one process, unless the official chart refuses one. */
function wrongPlaces(cases: readonly ParityCase[], intended: readonly Intended[]): number[] {
  const placesOf = (isWrong: (parityCase: ParityCase, place: number) => boolean) =>
    cases.flatMap((parityCase, place) => (isWrong(parityCase, place) ? [place] : []));
  try {
    const [report] = compareAll(cases, intended).charts.values();
    const missed = report!.refused.filter(({ message }) => message === undefined);
    const names = new Set([...report!.unlisted, ...missed].map((wrong) => wrong.case));
    return placesOf(({ name }) => names.has(name));
  } catch (error) {
    const refused = refusals(cases);
    const places = placesOf((_case, place) => refused[place] !== undefined);
    if (places.length === 0) throw error;
    return places;
  }
}

function printFailure(random: RandomChart, place: number, seed: number, intended: readonly Intended[]): void {
  const { cases, simplest, chart } = random;
  const first = typeof wrongs(cases(seed, place + 1)[place]!, intended);
  const { values, parityCase } = simplest(seed, place, (simpler) => {
    const wrong = wrongs(simpler, intended);
    return wrong.length > 0 && typeof wrong === first;
  });
  console.log(`\n${chart}, random ${place} of seed ${seed}, in its simplest form:\n  ${JSON.stringify(values)}`);
  const found = wrongs(parityCase, intended);
  if (typeof found === 'string') console.log(`  ${found}`);
  else {
    for (const { object, path, official, ours } of found) {
      console.log(`  ${object} ${path}`);
      console.log(`    official  ${JSON.stringify(official)}\n    ours      ${JSON.stringify(ours)}`);
    }
  }
}

/** Compares the charts over random values, and prints the simplest form of what differs. Returns how many cases are wrong. */
export function compareRandom(charts: readonly RandomChart[], intended: readonly Intended[], options: RandomOptions): number {
  const { seed, runs } = options;
  console.log(`seed ${seed}, ${runs} combinations of each chart`);
  let total = 0;
  for (const random of charts) {
    const wrong = wrongPlaces(random.cases(seed, runs), intended);
    console.log(`  ${random.chart}: ${wrong.length === 0 ? 'equal' : `${wrong.length} wrong`}`);
    for (const place of wrong.slice(0, SHOWN)) printFailure(random, place, seed, intended);
    total += wrong.length;
  }
  return total;
}
