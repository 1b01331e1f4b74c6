import { isMap, type Values } from '../../../lib/core/schema/values';
import type { JudgedKind } from './kinds';
import { disagrees, isTaken, type Judged, judge } from './verdicts';

/** Every value that is smaller by one step: an entry less, or one entry made smaller. */
export function* smaller(value: unknown): Generator<unknown> {
  if (typeof value === 'string' && value.length > 3) yield value.slice(0, Math.ceil(value.length / 2));
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield value.filter((_, at) => at !== i);
      for (const less of smaller(item)) yield value.with(i, less);
    }
  } else if (isMap(value)) {
    for (const [name, field] of Object.entries(value)) {
      const { [name]: _, ...others } = value;
      yield others;
      for (const less of smaller(field)) yield { ...value, [name]: less };
    }
  }
}

const size = (judged: Judged) => JSON.stringify(judged.object).length;

/** The smallest object that is found to be judged in the same two ways. */
export async function shrink(kind: JudgedKind, judged: Judged): Promise<Judged> {
  const { apiVersion, kind: name } = judged.object;
  const isSame = (other: Judged) => disagrees(other) && isTaken(other.real) === isTaken(judged.real);
  for (let best = judged; ; ) {
    const candidates = [...smaller({ metadata: best.object.metadata, spec: best.object.spec })]
      .slice(0, 2000)
      .map((object) => ({ apiVersion, kind: name, ...(object as Values) }));
    const [found] = (await judge(kind, candidates)).filter(isSame).sort((a, b) => size(a) - size(b));
    if (found === undefined || size(found) >= size(best)) return best;
    best = found;
  }
}
