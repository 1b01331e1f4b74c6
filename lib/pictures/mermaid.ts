import type { Mesh } from '../model';
import { type GraphOptions, graphOf } from './graph-of';
import { type Link, linksOf } from './link';
import type { EdgeKind, MeshGraph, MeshNode, NodeKind } from './mesh-graph';

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  gateway: ['{{', '}}'],
  service: ['(', ')'],
  workload: ['[', ']'],
  external: ['[/', '/]'],
  host: ['(', ')'],
  clients: ['([', '])'],
  answer: ['>', ']'],
  missing: ['[[', ']]'],
};

const ARROWS: Readonly<Record<EdgeKind, string>> = {
  route: '==>',
  pods: '-->',
  unused: '-.->',
  mirror: '-.->',
  names: '-.->',
  allow: '--o',
  deny: '--x',
};

/** Text between quotes: what Mermaid takes for a sign of its own is written as its number. */
function quoted(lines: readonly string[]): string {
  const written = lines.map((line) => line.replace(/[#"<>&`\\\n;]/g, (sign) => `#${sign.charCodeAt(0)};`));
  return `"${written.join('<br/>')}"`;
}

function findingsOf(graph: MeshGraph, indexes: readonly number[]): string[] {
  return indexes.flatMap((i) => {
    const finding = graph.findings[i];
    return finding === undefined || finding.level === 'info' ? [] : [`${finding.level} ${finding.code}`];
  });
}

function textOf(graph: MeshGraph, { name, version, namespace, findings }: MeshNode): readonly string[] {
  const place = [...(version === undefined ? [] : [version]), ...(namespace === '' ? [] : [namespace])].join(' · ');
  return [name, ...(place === '' ? [] : [place]), ...findingsOf(graph, findings)];
}

function lineText(graph: MeshGraph, { kind, label, findings }: Link): readonly string[] {
  const kinds: readonly EdgeKind[] = ['mirror', 'names', 'unused'];
  const texts = label.map(({ text }) => text);
  return [...(texts.length === 0 && kinds.includes(kind) ? [kind] : texts), ...findingsOf(graph, findings)];
}

/** A graph as a flowchart of Mermaid, which GitHub draws in Markdown. */
export function mermaidText(graph: MeshGraph): string {
  const ids = new Map(graph.nodes.map(({ id }, i) => [id, `n${i}`]));
  const nodes = graph.nodes.map((node) => {
    const [open, close] = SHAPES[node.kind];
    return `  ${ids.get(node.id)}${open}${quoted(textOf(graph, node))}${close}`;
  });
  const lines = linksOf(graph).map((link) => {
    const text = lineText(graph, link);
    const label = text.length === 0 ? '' : `|${quoted(text)}|`;
    return `  ${ids.get(link.from)} ${ARROWS[link.kind]}${label} ${ids.get(link.to)}`;
  });
  return ['flowchart LR', ...nodes, ...lines, ''].join('\n');
}

/**
 * A mesh as a flowchart of Mermaid, which GitHub draws in Markdown.
 * @throws Error for a focus or a namespace that nothing in the mesh has
 */
export function mermaidOf(mesh: Mesh, options: GraphOptions = {}): string {
  return mermaidText(graphOf(mesh, options));
}
