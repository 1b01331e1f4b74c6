export { dotOf } from './dot';
export { type GraphOptions, graphOf } from './graph-of';
export { htmlOf } from './html';
export { mermaidOf } from './mermaid';
export type { Change, EdgeKind, EdgeRule, MeshEdge, MeshGraph, MeshNode, NodeKind } from './mesh-graph';
export { svgOf, svgOfChange } from './svg';
