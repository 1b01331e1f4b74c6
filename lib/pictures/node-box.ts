import { SIGNS } from './link';
import type { MeshNode, NodeKind } from './mesh-graph';
import { shortened, textWidth } from './text-size';

export const NAME_SIZE = 13;
export const TEXT_SIZE = 11;
export const NAME_HEIGHT = 17;
export const LINE_HEIGHT = 15;
const PADDING = 10;
/** The most letters of a name in one line. */
const LONGEST_NAME = 34;
const LONGEST_DETAIL = 38;
const MOST_DETAILS = 3;

/** The text of a node, and the box that it needs. */
export interface NodeBox {
  readonly caption: string;
  /** The name, in as many lines as it needs. */
  readonly name: readonly string[];
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

const CAPTIONS: Readonly<Record<NodeKind, string>> = {
  gateway: 'gateway',
  service: 'service',
  workload: 'workload',
  external: 'outside',
  host: 'name that is called',
  clients: 'callers',
  answer: 'answered by the proxy',
  missing: 'missing',
};

/** Room at the sides that the slanted ends of a shape take. */
const SLANT: Readonly<Partial<Record<NodeKind, number>>> = { gateway: 14, external: 10, clients: 10, service: 4 };

function detailsOf({ kind, details }: MeshNode): readonly string[] {
  if (kind === 'service') return [];
  if (details.length <= MOST_DETAILS) return details;
  return [...details.slice(0, MOST_DETAILS - 1), `+ ${details.length - MOST_DETAILS + 1} more`];
}

function marksOf({ kind, proxy, mutualTls, authorization, waypoint }: MeshNode): string[] {
  const marks = [
    ...(kind === 'workload' && proxy === 'none' ? ['no proxy'] : []),
    ...(proxy === 'ambient' ? ['ambient'] : []),
    ...(waypoint === undefined ? [] : [`through waypoint ${waypoint}`]),
    ...(mutualTls === 'STRICT' ? ['mTLS only'] : mutualTls === 'DISABLE' ? ['plain only'] : []),
    ...(authorization.length > 0 ? [`${authorization.length} ${authorization.length === 1 ? 'rule' : 'rules'} for callers`] : []),
  ];
  return marks.length === 0 ? [] : [marks.join(' · ')];
}

/** A name in two lines at most, divided where it has a sign; names differ at their ends, so these are never left out. */
function nameLines(name: string): readonly string[] {
  if (name.length <= LONGEST_NAME) return [name];
  const text = shortened(name, 2 * LONGEST_NAME - 4);
  const middle = Math.ceil(text.length / 2);
  const signs = [...text.matchAll(/[-._…/]/g)].map(({ index }) => index + 1);
  const near = signs.filter((at) => at <= LONGEST_NAME && text.length - at <= LONGEST_NAME);
  const at = near.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? middle;
  return [text.slice(0, at), text.slice(at)];
}

export function boxOf(node: MeshNode): NodeBox {
  const { kind, name, namespace, version } = node;
  const place = [...(version === undefined ? [] : [version]), ...(namespace === '' ? [] : [namespace])].join(' · ');
  const change = node.change === undefined ? [] : [SIGNS[node.change]];
  const lines = [...change, ...(place === '' ? [] : [place]), ...marksOf(node), ...detailsOf(node)].map((line) =>
    shortened(line, LONGEST_DETAIL),
  );
  const caption = CAPTIONS[kind];
  const shown = nameLines(name);
  const width = Math.max(
    ...shown.map((line) => textWidth(line, NAME_SIZE) * 1.06),
    textWidth(caption, TEXT_SIZE - 1) + 24,
    ...lines.map((line) => textWidth(line, TEXT_SIZE)),
  );
  return {
    caption,
    name: shown,
    lines,
    width: Math.ceil(Math.max(110, width + 2 * (PADDING + (SLANT[kind] ?? 0)))),
    height: 15 + shown.length * NAME_HEIGHT + lines.length * LINE_HEIGHT + 10,
  };
}
