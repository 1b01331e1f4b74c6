import { layout as arrange, type EdgeLabel, Graph, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import { grouped } from '../core/grouped';
import { compareText } from '../model/mesh-object';
import { Columns } from './columns';
import { groupsOf } from './groups';
import { HubCopies, type Placed, type PlacedLink } from './hub-copies';
import { withEnds } from './line-ends';
import { type Link, linksOf } from './link';
import type { MeshGraph } from './mesh-graph';
import { boxOf, LINE_HEIGHT, type NodeBox, TEXT_SIZE } from './node-box';
import { type Block, packed } from './packing';
import { textWidth } from './text-size';

/** A place in a picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node where it is drawn: the middle of its box. */
export interface DrawnNode extends Placed {
  readonly box: NodeBox;
  readonly x: number;
  readonly y: number;
}

/** A line where it is drawn, with the middle of its label. */
export interface DrawnLink extends PlacedLink {
  readonly points: readonly Point[];
  readonly x: number;
  readonly y: number;
}

/** The box around the nodes of one namespace. */
export interface Frame {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
  readonly frames: readonly Frame[];
}

const MARGIN = 16;
/** Half the length of a level piece of a line. */
const LEVEL = 10;
const FRAME_TITLE = 26;
/** The most nodes that are ranked by the exact method, whose time grows faster. */
const MOST_EXACT = 150;

interface Component extends Block {
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
}

/** Width and height of the text at a line. */
export function labelSize({ label }: Link): { readonly width: number; readonly height: number } {
  if (label.length === 0) return { width: 0, height: 0 };
  return { width: Math.max(...label.map(({ text }) => textWidth(text, TEXT_SIZE))) + 12, height: label.length * LINE_HEIGHT + 4 };
}

/** Lines run level in the columns that they cross, so that they meet no box and no label there. */
function levelled(points: readonly Point[], columns: Columns): Point[] {
  const last = points.length - 1;
  return points.flatMap((point, i) => {
    if (i === 0 || i === last) return [point];
    const half = columns.halfAt(point.x);
    const offsets = half > 0 ? [-half - LEVEL, -half, half, half + LEVEL] : [-LEVEL, LEVEL];
    return offsets.map((by) => ({ x: point.x + by, y: point.y }));
  });
}

/** Room between two columns: the more lines leave one box, the steeper they are. */
function roomFor(links: readonly PlacedLink[]): number {
  const most = Math.max(0, ...[...grouped(links, ({ from }) => from).values()].map((all) => all.length));
  return 70 + Math.min(140, 20 * Math.max(0, most - 3));
}

function arranged(nodes: readonly Placed[], links: readonly PlacedLink[]): Component {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  const ranker = nodes.length > MOST_EXACT ? 'longest-path' : 'network-simplex';
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 22,
    edgesep: 14,
    ranksep: roomFor(links),
    marginx: 4,
    marginy: 4,
    ranker,
    acyclicer: 'greedy',
  });
  const boxes = new Map(nodes.map(({ id, node }) => [id, boxOf(node)]));
  for (const { id } of nodes) {
    const { width, height } = boxes.get(id) as NodeBox;
    graph.setNode(id, { width, height });
  }
  for (const { from, to, link } of links) graph.setEdge(from, to, { ...labelSize(link), labelpos: 'c', minlen: 1 }, link.id);
  arrange(graph);
  const { width = 0, height = 0 } = graph.graph();
  const drawnNodes = nodes.map((placed): DrawnNode => {
    const { x = 0, y = 0 } = graph.node(placed.id);
    return { ...placed, box: boxes.get(placed.id) as NodeBox, x, y };
  });
  const drawnLinks = links.map((placed): DrawnLink => {
    const { points = [], x, y } = graph.edge(placed.from, placed.to, placed.link.id);
    const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
    return { ...placed, points, x: x ?? middle.x, y: y ?? middle.y };
  });
  const columns = new Columns([
    ...drawnNodes.map(({ x, box }) => ({ x, width: box.width })),
    ...drawnLinks.map(({ x, link }) => ({ x, width: labelSize(link).width })),
  ]);
  const level = drawnLinks.map((one) => ({ ...one, points: levelled(one.points, columns) }));
  return { width, height, nodes: drawnNodes, links: withEnds(level, drawnNodes, columns) };
}

function moved({ nodes, links }: Component, dx: number, dy: number): Pick<Layout, 'nodes' | 'links'> {
  return {
    nodes: nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
    links: links.map((link) => ({
      ...link,
      x: link.x + dx,
      y: link.y + dy,
      points: link.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })),
    })),
  };
}

/** Places what is in one frame: connected nodes together, then the groups beside and below each other. */
function frameOf(nodes: readonly Placed[], links: readonly PlacedLink[]): Component {
  const components = groupsOf(nodes, links).map((one) => arranged(one.nodes, one.links));
  const { width, height, places } = packed(components, 20);
  const parts = components.map((component, i) => moved(component, places[i]?.x ?? 0, places[i]?.y ?? 0));
  return { width, height, nodes: parts.flatMap((part) => part.nodes), links: parts.flatMap((part) => part.links) };
}

/** Places the nodes and lines of a graph. */
export function layoutOf(graph: MeshGraph): Layout {
  const { nodes, links } = new HubCopies(graph.nodes, linksOf(graph));
  const placed = [...nodes.values()];
  const names = [...new Set(placed.map(({ frame }) => frame))].sort(compareText);
  const byFrame = new Map(names.map((name) => [name, { nodes: [] as Placed[], links: [] as PlacedLink[] }]));
  for (const node of placed) byFrame.get(node.frame)?.nodes.push(node);
  for (const link of links) byFrame.get((nodes.get(link.to) as Placed).frame)?.links.push(link);
  const contents = names.map((name) => frameOf(byFrame.get(name)?.nodes ?? [], byFrame.get(name)?.links ?? []));
  if (names.length < 2) {
    const [only = { width: 0, height: 0, nodes: [], links: [] }] = contents;
    return { ...moved(only, MARGIN, MARGIN), width: only.width + 2 * MARGIN, height: only.height + 2 * MARGIN, frames: [] };
  }
  const blocks = contents.map(({ width, height }) => ({ width: width + 2 * MARGIN, height: height + 2 * MARGIN + FRAME_TITLE }));
  const { width, height, places } = packed(blocks, 24);
  const at = (i: number) => ({ x: (places[i]?.x ?? 0) + MARGIN, y: (places[i]?.y ?? 0) + MARGIN });
  const parts = contents.map((content, i) => moved(content, at(i).x + MARGIN, at(i).y + MARGIN + FRAME_TITLE));
  return {
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    nodes: parts.flatMap((part) => part.nodes),
    links: parts.flatMap((part) => part.links),
    frames: names.map((name, i) => ({ name, ...at(i), ...(blocks[i] as Block) })),
  };
}
