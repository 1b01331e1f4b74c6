import { isDeepStrictEqual } from 'node:util';
import { type Box, boxesOf } from './boxes';
import { type Condition, describeCondition } from './condition';
import type { Dimension, RequestClass, RequestSpace } from './request-space';

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
  if (boxes.length === 1) return describeBox(boxes[0]!, dimensions);
  const shared = dimensions.map((_, i) => boxes.every((box) => isDeepStrictEqual(box[i], boxes[0]![i])));
  const own = boxes.map((box) => describeBox(restOf(box, shared, dimensions), dimensions));
  const common = describeBox(
    restOf(
      boxes[0]!,
      shared.map((one) => !one),
      dimensions,
    ),
    dimensions,
  );
  const exception = exceptionOf(classes, all, boxes[0]!, shared, dimensions);
  const shown = own.slice(0, MOST_BOXES);
  const more = own.length - shown.length;
  const which =
    exception ?? `${common === '' ? '' : 'either '}${shown.join(', or ')}${more > 0 ? `, or in ${more} other cases` : ''}`;
  return common === '' ? which : `${common}, ${which}`;
}

/** A box that is open in some dimensions. */
function restOf(box: Box, isOpen: readonly boolean[], dimensions: readonly Dimension[]): Box {
  return box.map((cells, i) => (isOpen[i] ? [...dimensions[i]!.cells.keys()] : cells));
}

/** `other than those with end-user jason and with path /a`, where all but one box are meant of what boxes have in common. */
function exceptionOf(
  classes: readonly RequestClass[],
  all: readonly RequestClass[],
  first: Box,
  shared: readonly boolean[],
  dimensions: readonly Dimension[],
): string | undefined {
  const meant = new Set(classes.map((one) => one.join()));
  const others = all.filter((one) => !meant.has(one.join()) && shared.every((is, i) => !is || first[i]!.includes(one[i]!)));
  const [box, ...more] = boxesOf(others, dimensions);
  if (box === undefined || more.length > 0) return undefined;
  return `other than those ${describeBox(restOf(box, shared, dimensions), dimensions)}`;
}
