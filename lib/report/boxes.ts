import type { Dimension, RequestClass } from './request-space';

/** Requests whose parts each have one of some cells: one set for each dimension. */
export type Box = readonly (readonly number[])[];

/** The same classes in boxes that do not overlap. */
function mergedBoxes(classes: readonly RequestClass[], dimensions: readonly Dimension[]): readonly Box[] {
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

function classesIn(box: Box): readonly RequestClass[] {
  return box.reduce<RequestClass[]>((all, cells) => all.flatMap((start) => cells.map((cell) => [...start, cell])), [[]]);
}

/** A box with as many cells as it may have, one dimension after the other. */
function widened(box: Box, dimensions: readonly Dimension[], known: ReadonlySet<string>): Box {
  return dimensions.reduce<Box>((wide, { cells }, at) => {
    const fits = (cell: number) =>
      classesIn(wide.map((own, i) => (i === at ? [cell] : own))).every((one) => known.has(one.join()));
    return wide.map((own, i) => (i === at ? [...cells.keys()].filter((cell) => own.includes(cell) || fits(cell)) : own));
  }, box);
}

/** Few boxes, as wide as they can be, that have all of the classes, and no others. They may overlap. */
export function boxesOf(classes: readonly RequestClass[], dimensions: readonly Dimension[]): readonly Box[] {
  const left = new Set(classes.map((one) => one.join()));
  const known = new Set(left);
  const wide = mergedBoxes(classes, dimensions)
    .map((box) => widened(box, dimensions, known))
    .map((box) => ({ box, names: classesIn(box).map((one) => one.join()) }))
    .sort((a, b) => b.names.length - a.names.length);
  return wide.flatMap(({ box, names }) => {
    const isNeeded = names.some((name) => left.has(name));
    for (const name of names) left.delete(name);
    return isNeeded ? [box] : [];
  });
}
