import { grouped } from '../core/grouped';
import type { Columns } from './columns';
import type { DrawnLink, DrawnNode, Point } from './layout';

/** The most room between two lines at one side of a box, and the part of the side that they take. */
const STEP = 14;
const SIDE = 0.6;
/** How far below a box a line begins, since not all boxes fill their corners. */
const BELOW = 16;
/** How far lines run level where they leave a box, and where they reach one and may be marked. */
const REACH = 10;
const LAST_REACH = 20;

type End = (link: DrawnLink) => { readonly node: string; readonly next: Point };

const START: End = ({ from, points }) => ({ node: from, next: points[1] as Point });
const FINISH: End = ({ to, points }) => ({ node: to, next: points.at(-2) as Point });

/** Where the lines at one side of each box meet it, in the order of where they lead. */
function heights(links: readonly DrawnLink[], nodes: ReadonlyMap<string, DrawnNode>, end: End): ReadonlyMap<DrawnLink, number> {
  const found = new Map<DrawnLink, number>();
  for (const [id, all] of grouped(links, (one) => end(one).node)) {
    const { y, box } = nodes.get(id) as DrawnNode;
    const step = Math.min(STEP, (box.height * SIDE) / Math.max(1, all.length - 1));
    const sorted = [...all].sort((a, b) => end(a).next.y - end(b).next.y);
    sorted.forEach((link, i) => {
      found.set(link, y + (i - (all.length - 1) / 2) * step);
    });
  }
  return found;
}

/**
 * Lines that lead to the right leave a box at its right side and reach one at its left, so that they pass behind no other box and no
 * label; those that lead back stay as they are.
 */
export function withEnds(links: readonly DrawnLink[], all: readonly DrawnNode[], columns: Columns): readonly DrawnLink[] {
  const nodes = new Map(all.map((node) => [node.id, node]));
  const side = (id: string, sign: 1 | -1) => {
    const { x, box } = nodes.get(id) as DrawnNode;
    return { box: x + (sign * box.width) / 2, column: x + sign * columns.halfAt(x) };
  };
  const forward = links.filter(
    (one) =>
      one.points.length > 2 &&
      START(one).next.x >= side(one.from, 1).column - REACH &&
      FINISH(one).next.x <= side(one.to, -1).column + REACH,
  );
  const [starts, ends] = [heights(forward, nodes, START), heights(forward, nodes, FINISH)];
  return links.map((link) => {
    const [start, end] = [starts.get(link), ends.get(link)];
    if (start === undefined || end === undefined) return link;
    const [right, left] = [side(link.from, 1), side(link.to, -1)];
    const [next, before] = [START(link).next.x, FINISH(link).next.x];
    const points = [
      { x: right.box - BELOW, y: start },
      { x: right.column, y: start },
      { x: right.column + Math.max(0, Math.min(REACH, (next - right.column) / 2)), y: start },
      ...link.points.slice(1, -1),
      { x: left.column - Math.max(0, Math.min(LAST_REACH, (left.column - before) * 0.8)), y: end },
      ...(left.box - left.column > REACH ? [{ x: left.column, y: end }] : []),
      { x: left.box, y: end },
    ];
    return { ...link, points };
  });
}
