import { type Difference, differences, identify, type KubeObject, readable } from './compare';
import { type ChartRequest, renderCharts } from './oracle';

/** A values file. */
export type Values = Readonly<Record<string, unknown>>;

/** One question: do these two give the same objects? */
export interface ParityCase {
  /** What is compared: `base`, `istiod` ... One line of the report. */
  readonly chart: string;
  readonly name: string;
  /** A chart with values, or objects from elsewhere. */
  readonly official: ChartRequest | readonly KubeObject[];
  readonly ours: () => readonly object[];
  /**
   * Why we refuse what the official chart takes: then `ours` has to throw, and nothing is compared.
   * @default it is not refused
   */
  readonly refused?: string;
}

/** A difference that is wanted. */
export interface Intended {
  /** Where it is. */
  readonly where: string;
  /** Why it is wanted. */
  readonly reason: string;
  /**
   * The official object as ours has to be: the very same object where it is, `undefined` where we emit none.
   * @param values of the user, as the official chart got them
   * @param ours our object of the same kind and name, where there is one
   * @default the very same object
   */
  readonly apply?: (object: KubeObject, values: Values, ours: KubeObject | undefined) => KubeObject | undefined;
  /**
   * Whether this object, which the official chart does not emit, is wanted.
   * @default it is not
   */
  readonly adds?: (object: KubeObject, values: Values) => boolean;
}

/** What came out of one chart. */
export interface ChartReport {
  cases: number;
  objects: number;
  /** How often an intended difference was needed. */
  listed: number;
  readonly refused: { readonly case: string; readonly reason: string; readonly message: string | undefined }[];
  readonly unlisted: (Difference & { readonly case: string })[];
}

/** What came out of everything. */
export interface ParityReport {
  readonly charts: ReadonlyMap<string, ChartReport>;
  /** How many objects each intended difference was needed for. */
  readonly needed: ReadonlyMap<Intended, number>;
}

function isRequest(official: ParityCase['official']): official is ChartRequest {
  return !Array.isArray(official);
}

function officialObjects(cases: readonly ParityCase[]): (readonly KubeObject[])[] {
  const answers = renderCharts(cases.map(({ official }) => official).filter(isRequest)).values();
  return cases.map(({ chart, name, official }) => {
    if (!isRequest(official)) return official;
    const answer = answers.next().value;
    if (answer === undefined || 'error' in answer)
      throw new Error(`${chart}, ${name}: the official chart says: ${answer?.error}`);
    return answer.objects;
  });
}

/** Our objects, or the message with which we refuse to make them. */
function attempt(ours: ParityCase['ours']): readonly object[] | string {
  try {
    return ours();
  } catch (error) {
    return (error as Error).message;
  }
}

/** The official objects as ours have to be. Counts what it takes in `needed`. */
function expectedObjects(
  official: readonly KubeObject[],
  ours: ReadonlyMap<string, KubeObject>,
  values: Values,
  needed: Map<Intended, number>,
): KubeObject[] {
  const expected: KubeObject[] = [];
  const emitted = new Set(official.map(identify));
  const count = (entry: Intended) => needed.set(entry, (needed.get(entry) ?? 0) + 1);
  for (const object of official.map(readable)) {
    let wanted: KubeObject | undefined = object;
    for (const entry of needed.keys()) {
      if (wanted === undefined || entry.apply === undefined) continue;
      const before: KubeObject = wanted;
      wanted = entry.apply(before, values, ours.get(identify(before)));
      if (wanted !== before) count(entry);
    }
    if (wanted !== undefined) expected.push(wanted);
  }
  for (const [name, object] of ours) {
    const entry = emitted.has(name) ? undefined : [...needed.keys()].find(({ adds }) => adds?.(object, values));
    if (entry === undefined) continue;
    count(entry);
    expected.push(object);
  }
  return expected;
}

const total = (needed: ReadonlyMap<Intended, number>) => [...needed.values()].reduce((sum, times) => sum + times, 0);

/** Compares all cases. */
export function compareAll(cases: readonly ParityCase[], intended: readonly Intended[]): ParityReport {
  const charts = new Map<string, ChartReport>();
  const needed = new Map(intended.map((entry) => [entry, 0]));
  const official = officialObjects(cases);
  cases.forEach(({ chart, name, ...parityCase }, i) => {
    const report = charts.get(chart) ?? { cases: 0, objects: 0, listed: 0, refused: [], unlisted: [] };
    charts.set(chart, report);
    report.cases += 1;
    const made = attempt(parityCase.ours);
    if (parityCase.refused !== undefined) {
      const message = typeof made === 'string' ? made : undefined;
      report.refused.push({ case: name, reason: parityCase.refused, message });
      return;
    }
    if (typeof made === 'string') {
      report.unlisted.push({ case: name, object: 'everything', path: '', official: 'is taken', ours: made });
      return;
    }
    const ours = made.map((object) => readable(object as KubeObject));
    const values = isRequest(parityCase.official) ? (parityCase.official.values as Values) : {};
    const before = total(needed);
    const expected = expectedObjects(
      official[i] ?? [],
      new Map(ours.map((object) => [identify(object), object])),
      values,
      needed,
    );
    report.listed += total(needed) - before;
    report.objects += ours.length;
    report.unlisted.push(...differences(expected, ours).map((difference) => ({ ...difference, case: name })));
  });
  return { charts, needed };
}
