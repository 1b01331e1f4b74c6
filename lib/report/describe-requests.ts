import { type Condition, describeCondition } from './condition';
import type { Dimension, RequestClass, RequestSpace } from './request-space';

/** Requests whose parts each have one of some cells: one set for each dimension. */
type Box = readonly (readonly number[])[];

/** Few boxes that have all of the classes, and no others. */
function boxesOf(classes: readonly RequestClass[], dimensions: readonly Dimension[]): readonly Box[] {
  let boxes: readonly Box[] = classes.map((one) => one.map((cell) => [cell]));
  for (const at of dimensions.keys()) {
    const merged = new Map<string, Box>();
    for (const box of boxes) {
      const key = JSON.stringify(box.map((cells, i) => (i === at ? null : cells)));
      const known = merged.get(key);
      const cells = [...new Set([...(known?.[at] ?? []), ...box[at]!])].sort((a, b) => a - b);
      merged.set(
        key,
        box.map((own, i) => (i === at ? cells : own)),
      );
    }
    boxes = [...merged.values()];
  }
  return boxes;
}

/** Conditions that hold for cells of a set alone, and together for all of them; undefined where there are none such. */
function cover({ conditions, cells }: Dimension, set: ReadonlySet<number>): readonly Condition[] | undefined {
  const held = conditions.map((condition, i) => ({
    condition,
    cells: [...cells.keys()].filter((cell) => cells[cell]!.holds[i]),
  }));
  const fitting = held
    .filter((one) => one.cells.length > 0 && one.cells.every((cell) => set.has(cell)))
    .sort((a, b) => b.cells.length - a.cells.length);
  const left = new Set(set);
  const chosen: Condition[] = [];
  for (const { condition, cells: ofOne } of fitting) {
    if (!ofOne.some((cell) => left.has(cell))) continue;
    chosen.push(condition);
    for (const cell of ofOne) left.delete(cell);
  }
  return left.size === 0 ? chosen : undefined;
}

const listed = (conditions: readonly Condition[]) => conditions.map(describeCondition).join(' or ');

/** `with path /a but not path /a/b`: the widest condition that has all of the set, less what is not in it. */
function narrowed(dimension: Dimension, set: ReadonlySet<number>): string | undefined {
  const { conditions, cells } = dimension;
  for (const [i, condition] of conditions.entries()) {
    const inside = [...cells.keys()].filter((cell) => cells[cell]!.holds[i]);
    if (![...set].every((cell) => inside.includes(cell))) continue;
    const less = cover(dimension, new Set(inside.filter((cell) => !set.has(cell))));
    if (less !== undefined) return `with ${describeCondition(condition)} but not ${listed(less)}`;
  }
  return undefined;
}

function example({ subject, cells }: Dimension, cell: number): string {
  const { value } = cells[cell]!;
  const name = subject.replace(/^(header|query) /, '');
  return value === undefined ? `without ${name}` : `with ${name} such as ${value}`;
}

function describeCells(dimension: Dimension, chosen: readonly number[]): string | undefined {
  const { cells } = dimension;
  if (chosen.length === cells.length) return undefined;
  const set = new Set(chosen);
  const rest = new Set([...cells.keys()].filter((cell) => !set.has(cell)));
  const [inside, outside] = [cover(dimension, set), cover(dimension, rest)];
  if (inside !== undefined && (outside === undefined || inside.length <= outside.length)) return `with ${listed(inside)}`;
  if (outside !== undefined) return `without ${listed(outside)}`;
  return narrowed(dimension, set) ?? chosen.map((cell) => example(dimension, cell)).join(' or ');
}

function describeBox(box: Box, dimensions: readonly Dimension[]): string {
  return dimensions.flatMap((dimension, i) => describeCells(dimension, box[i]!) ?? []).join(' and ');
}

/** How many alternatives a sentence has at most. */
const MOST_BOXES = 6;

/**
 * Which requests some classes are: `with end-user jason`, `with path /a or without method GET`.
 * @returns empty for all requests
 */
export function describeClasses(
  classes: readonly RequestClass[],
  { dimensions, classes: all, isComplete }: RequestSpace,
): string {
  if (classes.length === all.length) return '';
  if (!isComplete) {
    const [first = []] = classes;
    const said = describeBox(
      first.map((cell) => [cell]),
      dimensions,
    );
    return `such as those ${said}${classes.length === 1 ? '' : `, in ${classes.length} of ${all.length} classes that were asked`}`;
  }
  const boxes = boxesOf(classes, dimensions);
  const shown = boxes.slice(0, MOST_BOXES).map((box) => describeBox(box, dimensions));
  const more = boxes.length - shown.length;
  return `${shown.join(', or ')}${more > 0 ? `, or in ${more} other cases` : ''}`;
}
