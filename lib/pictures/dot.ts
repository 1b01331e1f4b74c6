import type { Mesh } from '../model';
import { type GraphOptions, graphOf } from './graph-of';
import { linksOf } from './link';
import type { EdgeKind, MeshGraph, NodeKind } from './mesh-graph';

const SHAPES: Readonly<Record<NodeKind, string>> = {
  gateway: 'shape=hexagon',
  service: 'shape=box, style=rounded',
  workload: 'shape=box',
  external: 'shape=parallelogram',
  host: 'shape=box, style="rounded,dashed"',
  clients: 'shape=oval',
  answer: 'shape=note',
  missing: 'shape=box, style=dashed',
};

const LINES: Readonly<Record<EdgeKind, string>> = {
  route: 'penwidth=2',
  pods: 'color=gray40',
  unused: 'style=dotted',
  mirror: 'style=dashed',
  names: 'style=dotted, arrowhead=vee',
  allow: 'style=dashed, arrowhead=odot',
  deny: 'style=dashed, arrowhead=tee',
};

const quoted = (...lines: readonly string[]) => `"${lines.map((line) => line.replace(/[\\"]/g, '\\$&')).join('\\n')}"`;

/** A graph as a digraph of Graphviz. */
export function dotText(graph: MeshGraph): string {
  const marks = (indexes: readonly number[]) =>
    indexes.flatMap((i) => {
      const finding = graph.findings[i];
      return finding === undefined || finding.level === 'info' ? [] : [`${finding.level} ${finding.code}`];
    });
  const nodes = graph.nodes.map(({ id, kind, name, version, namespace, findings }) => {
    const place = [version ?? '', namespace].filter((text) => text !== '').join(' · ');
    return `  ${quoted(id)} [${SHAPES[kind]}, label=${quoted(name, ...(place === '' ? [] : [place]), ...marks(findings))}];`;
  });
  const lines = linksOf(graph).map(({ kind, from, to, label, findings }) => {
    const text = quoted(...label.map((line) => line.text), ...marks(findings));
    return `  ${quoted(from)} -> ${quoted(to)} [${LINES[kind]}, label=${text}];`;
  });
  return [
    'digraph mesh {',
    '  rankdir=LR;',
    '  node [fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...nodes,
    ...lines,
    '}',
    '',
  ].join('\n');
}

/**
 * A mesh as a digraph of Graphviz.
 * @throws Error for a focus or a namespace that nothing in the mesh has
 */
export function dotOf(mesh: Mesh, options: GraphOptions = {}): string {
  return dotText(graphOf(mesh, options));
}
