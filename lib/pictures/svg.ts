import type { FindingJson } from '../analysis';
import { LEVELS, type Level } from '../analysis';
import type { Mesh } from '../model';
import { changedGraph } from './changed-graph';
import type { GraphOptions } from './graph-of';
import { graphOf } from './graph-of';
import { type DrawnLink, type DrawnNode, type Layout, labelSize, layoutOf } from './layout';
import { legendOf } from './legend';
import type { Change, EdgeKind, MeshGraph, MeshNode } from './mesh-graph';
import { LINE_HEIGHT, NAME_HEIGHT, NAME_SIZE, TEXT_SIZE } from './node-box';
import { lockAt, shapeOf } from './shapes';
import { STYLE } from './style';
import { summaryOf } from './summary';
import { element, escaped } from './xml';

const ANSWERS_BADLY: Readonly<Record<Level, string>> = { error: '×', warning: '!', info: 'i' };

const round = (value: number) => Math.round(value * 10) / 10;

/** A mark with the worst level, in a shape of its own: an octagon, a triangle or a circle. */
function badgeAt(x: number, y: number, indexes: readonly number[], all: readonly FindingJson[]): string {
  const findings = indexes.flatMap((i) => all[i] ?? []);
  const level = LEVELS.find((one) => findings.some((finding) => finding.level === one));
  if (level === undefined) return '';
  const shape = {
    error: element('polygon', { class: 'mark', points: '-9,-4 -4,-9 4,-9 9,-4 9,4 4,9 -4,9 -9,4' }),
    warning: element('polygon', { class: 'mark', points: '0,-10 11,8 -11,8' }),
    info: element('circle', { class: 'mark', r: 8 }),
  }[level];
  const tip = findings.map(({ code, message }) => `${code} ${message}`).join('\n');
  const sign = element(
    'text',
    { y: level === 'warning' ? 6 : 4, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 700 },
    ANSWERS_BADLY[level],
  );
  return element(
    'g',
    { class: `badge ${level}`, transform: `translate(${round(x)} ${round(y)})` },
    element('title', {}, escaped(tip)),
    shape,
    sign,
  );
}

const changeClass = (change: Change | undefined) => (change === undefined ? '' : ` is-${change}`);

/** What a node is, read aloud. */
function spoken({ kind, name, namespace, version, details, authorization, findings }: MeshNode): string {
  const place = namespace === '' ? '' : ` in ${namespace}`;
  const parts = [
    `${kind} ${name}${place}${version === undefined ? '' : `, version ${version}`}`,
    ...details,
    ...authorization,
    ...(findings.length === 0 ? [] : [`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`]),
  ];
  return parts.join('; ');
}

function drawnNode({ node, box, x, y, isCopy }: DrawnNode, findings: readonly FindingJson[], isPage: boolean): string {
  const { width, height, caption, name, lines } = box;
  const top = -height / 2;
  const text = (y: number, size: number, content: string, more: Readonly<Record<string, string | number>>) =>
    element('text', { y, 'font-size': size, 'text-anchor': 'middle', ...more }, escaped(content));
  return element(
    'g',
    {
      class: `node ${node.kind}${isCopy ? ' copy' : ''}${changeClass(node.change)}`,
      transform: `translate(${round(x)} ${round(y)})`,
      'data-node': node.id,
      ...(isPage ? { tabindex: isCopy ? -1 : 0, role: 'button', 'aria-label': spoken(node) } : {}),
    },
    element('title', {}, escaped(isCopy ? `${spoken(node)} (drawn again here)` : spoken(node))),
    shapeOf(node.kind, width, height),
    text(top + 15, TEXT_SIZE - 1, isCopy ? `${caption} (again)` : caption, { class: 'faint' }),
    ...name.map((line, i) => text(top + 31 + i * NAME_HEIGHT, NAME_SIZE, line, { 'font-weight': 700 })),
    ...lines.map((line, i) => text(top + 30 + name.length * NAME_HEIGHT + i * LINE_HEIGHT, TEXT_SIZE, line, { class: 'faint' })),
    badgeAt(width / 2 - 8, top + 2, node.findings, findings),
  );
}

/** A smooth line through the points, straight at its ends so that the head points along it. */
function pathOf(points: DrawnLink['points']): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (first === undefined || last === undefined) return '';
  const at = (x: number, y: number) => `${round(x)} ${round(y)}`;
  const bends = rest.map(({ x, y }, i) => {
    const next = rest[i + 1] ?? last;
    const isEnd = i === rest.length - 1;
    return `Q${at(x, y)} ${isEnd ? at(last.x, last.y) : at((x + next.x) / 2, (y + next.y) / 2)}`;
  });
  return `M${at(first.x, first.y)}${bends.length === 0 ? `L${at(last.x, last.y)}` : bends.join('')}`;
}

/** How far before its end a line is marked, so that its head stays free. */
const BEFORE_HEAD = 17;

/** Where a line is marked: on its last bend. */
function markOf(points: DrawnLink['points']): DrawnLink['points'][number] | undefined {
  const [start, bend, end] = points.slice(-3);
  if (start === undefined || bend === undefined || end === undefined) return undefined;
  const middle = points.length === 3 ? start : { x: (start.x + bend.x) / 2, y: (start.y + bend.y) / 2 };
  const at = (t: number) => ({
    x: (1 - t) ** 2 * middle.x + 2 * t * (1 - t) * bend.x + t ** 2 * end.x,
    y: (1 - t) ** 2 * middle.y + 2 * t * (1 - t) * bend.y + t ** 2 * end.y,
  });
  const places = Array.from({ length: 20 }, (_, i) => at(1 - i / 20));
  return places.find(({ x, y }) => Math.hypot(x - end.x, y - end.y) >= BEFORE_HEAD) ?? middle;
}

function drawnLine({ link, points }: DrawnLink): string {
  const path = element('path', { class: 'line', d: pathOf(points), 'marker-end': `url(#head-${link.kind})` });
  const isSecured = link.tls !== undefined && link.tls !== 'plain' && ['route', 'pods', 'mirror'].includes(link.kind);
  const mark = isSecured ? markOf(points) : undefined;
  const lock = mark === undefined ? [] : [lockAt(mark.x, mark.y)];
  return element('g', { class: `link ${link.kind}${changeClass(link.change)}`, 'data-link': link.id }, path, ...lock);
}

function drawnLabel(drawn: DrawnLink, graph: MeshGraph, isPage: boolean): string {
  const { link, x, y } = drawn;
  const { width, height } = labelSize(link);
  if (width === 0 && link.findings.length === 0) return '';
  const said = `${link.kind} from ${link.from} to ${link.to}: ${link.label.map(({ text }) => text).join(', ')}`;
  return element(
    'g',
    {
      class: `label ${link.kind}`,
      transform: `translate(${round(x)} ${round(y)})`,
      'data-link': link.id,
      ...(isPage ? { tabindex: 0, role: 'button', 'aria-label': said } : {}),
    },
    ...(width === 0
      ? []
      : [element('rect', { class: 'paper', x: -width * 0.45, y: -height / 2, width: width * 0.9, height, rx: 4 })]),
    ...link.label.map(({ text, tone }, i) =>
      element(
        'text',
        {
          y: -height / 2 + 13 + i * LINE_HEIGHT,
          'font-size': TEXT_SIZE,
          'text-anchor': 'middle',
          ...(tone === 'plain' ? {} : { class: tone === 'fault' ? 'fault' : `is-${tone}`, 'font-weight': 700 }),
        },
        escaped(text),
      ),
    ),
    badgeAt(-width * 0.4, -height / 2 - 5, link.findings, graph.findings),
  );
}

function head(kind: EdgeKind): string {
  const marker = {
    id: `head-${kind}`,
    markerWidth: 10,
    markerHeight: 10,
    refX: 8,
    refY: 5,
    orient: 'auto',
    markerUnits: 'userSpaceOnUse',
  };
  const d = kind === 'deny' ? 'M4 0L8 10M8 0L4 10' : kind === 'allow' || kind === 'names' ? 'M0 1L8 5L0 9' : 'M0 1L9 5L0 9Z';
  const open = kind === 'deny' || kind === 'allow' || kind === 'names';
  const style = open ? { fill: 'none', 'stroke-width': 1.6 } : {};
  return element(
    'marker',
    marker,
    element('path', { class: `head-${kind}`, d, ...(open ? { style: 'fill:none' } : {}), ...style }),
  );
}

/** @param isPage whether a page around it listens to keys and clicks */
export function drawn(graph: MeshGraph, layout: Layout, isPage: boolean): string {
  const { nodes, links, frames } = layout;
  const legend = legendOf(graph, Math.max(layout.width, 420), layout.height);
  const [width, height] = [Math.ceil(Math.max(layout.width, legend.width)), Math.ceil(layout.height + legend.height)];
  const kinds = [...new Set(graph.edges.map(({ kind }) => kind))].sort();
  const title = 'Picture of the mesh';
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'mesh',
      viewBox: `0 0 ${width} ${height}`,
      ...(isPage ? {} : { width, height }),
      role: isPage ? 'group' : 'img',
      'aria-labelledby': 'mesh-title mesh-text',
    },
    element('title', { id: 'mesh-title' }, title),
    element('desc', { id: 'mesh-text' }, escaped(summaryOf(graph))),
    element('style', {}, STYLE),
    element('defs', {}, ...kinds.map(head)),
    element('rect', { class: 'paper', width, height }),
    ...frames.map(({ name, x, y, width: w, height: h }) =>
      element(
        'g',
        {},
        element('rect', { class: 'frame', x, y, width: w, height: h, rx: 6 }),
        element(
          'text',
          { x: x + 14, y: y + 22, 'font-size': 14, 'font-weight': 700 },
          escaped(name === '' ? 'in no namespace' : name),
        ),
      ),
    ),
    ...links.map(drawnLine),
    ...nodes.map((node) => drawnNode(node, graph.findings, isPage)),
    ...links.map((link) => drawnLabel(link, graph, isPage)),
    legend.svg,
  );
}

/**
 * A mesh as a picture, an SVG document that is the same for the same manifests.
 * @throws Error for a focus or a namespace that nothing in the mesh has
 */
export function svgOf(mesh: Mesh, options: GraphOptions = {}): string {
  const graph = graphOf(mesh, options);
  return `${drawn(graph, layoutOf(graph), false)}\n`;
}

/** A mesh as a picture in which what is new, changed or gone since another one is marked, by word and colour. */
export function svgOfChange(before: Mesh, after: Mesh, options: GraphOptions = {}): string {
  const graph = changedGraph(graphOf(before, options), graphOf(after, options));
  return `${drawn(graph, layoutOf(graph), false)}\n`;
}
