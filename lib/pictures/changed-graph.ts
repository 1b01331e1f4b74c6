import { compareText } from '../model/mesh-object';
import type { Change, MeshEdge, MeshGraph, MeshNode } from './mesh-graph';

/** What is drawn of a node, without the places of objects in their files. */
function lookOfNode({ id: _, objects: __, findings: ___, ...look }: MeshNode): string {
  return JSON.stringify(look);
}

function lookOfEdge({ id: _, objects: __, findings: ___, rule: ____, ...look }: MeshEdge): string {
  return JSON.stringify(look);
}

function nodesOf(before: MeshGraph, after: MeshGraph): MeshNode[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map(({ id }) => id));
  const changeOf = (node: MeshNode): Change | undefined => {
    const was = old.get(node.id);
    if (was === undefined) return 'new';
    return lookOfNode(was) === lookOfNode(node) ? undefined : 'changed';
  };
  return [
    ...after.nodes.map((node) => withChange(node, changeOf(node))),
    ...before.nodes.filter(({ id }) => !now.has(id)).map((node) => withChange({ ...node, findings: [] }, 'gone')),
  ];
}

function edgesOf(before: MeshGraph, after: MeshGraph): MeshEdge[] {
  const old = new Set(before.edges.map(lookOfEdge));
  const now = new Set(after.edges.map(lookOfEdge));
  return [
    ...after.edges.map((edge) => withChange(edge, old.has(lookOfEdge(edge)) ? undefined : 'new')),
    ...before.edges
      .filter((edge) => !now.has(lookOfEdge(edge)))
      .map((edge) => withChange({ ...edge, id: `${edge.id} gone`, findings: [] }, 'gone')),
  ];
}

function withChange<Part extends object>(part: Part, change: Change | undefined): Part {
  return change === undefined ? part : { ...part, change };
}

/** The graph of a mesh with what is new, changed or gone since another one. */
export function changedGraph(before: MeshGraph, after: MeshGraph): MeshGraph {
  return {
    nodes: nodesOf(before, after).sort((a, b) => compareText(a.id, b.id)),
    edges: edgesOf(before, after).sort((a, b) => compareText(a.id, b.id)),
    findings: after.findings,
  };
}
