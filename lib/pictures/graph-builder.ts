import { type Finding, jsonOf } from '../analysis';
import { append } from '../core/grouped';
import type { MeshObject } from '../model';
import { compareText } from '../model/mesh-object';
import type { MeshEdge, MeshGraph, MeshNode } from './mesh-graph';
import { keyOf } from './object-key';

export interface NewNode extends Omit<MeshNode, 'details' | 'authorization' | 'objects' | 'findings'> {
  readonly details?: readonly string[];
  readonly objects?: readonly MeshObject[];
}

type Given = Pick<MeshEdge, 'kind' | 'from' | 'to'> & Partial<Omit<MeshEdge, 'id' | 'objects' | 'findings'>>;
export interface NewEdge extends Given {
  readonly sources?: readonly MeshObject[];
}

interface OpenNode {
  readonly node: Omit<NewNode, 'details' | 'objects'>;
  readonly details: Set<string>;
  readonly authorization: Set<string>;
  readonly objects: Set<string>;
}

const sorted = (texts: Iterable<string>) => [...texts].sort(compareText);

/** Gathers nodes and edges, in any order and as often as they are found. */
export class GraphBuilder {
  readonly #nodes = new Map<string, OpenNode>();
  readonly #edges: NewEdge[] = [];

  /** Adds a node, or what is new about one that is there; gives its id. */
  node({ details = [], objects = [], ...node }: NewNode): string {
    const open = this.#nodes.get(node.id) ?? { node, details: new Set(), authorization: new Set(), objects: new Set() };
    this.#nodes.set(node.id, open);
    for (const detail of details) open.details.add(detail);
    for (const object of objects) open.objects.add(keyOf(object));
    return node.id;
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  addObject(id: string, object: MeshObject): void {
    this.#nodes.get(id)?.objects.add(keyOf(object));
  }

  addAuthorization(id: string, text: string): void {
    this.#nodes.get(id)?.authorization.add(text);
  }

  edge(edge: NewEdge): void {
    this.#edges.push(edge);
  }

  /** @param findings in their order, of which those about objects of the graph are kept */
  build(findings: readonly Finding[]): MeshGraph {
    const edges = this.#plainEdges();
    const drawn = new Set([...this.#nodes.values()].flatMap(({ objects }) => [...objects]));
    for (const { objects } of edges) for (const key of objects) drawn.add(key);
    const kept = findings.filter(({ object }) => drawn.has(keyOf(object)));
    const marks = new Map<string, number[]>();
    kept.forEach(({ object }, i) => {
      append(marks, keyOf(object), i);
    });
    const ofEdge = ({ rule, objects }: MeshEdge) =>
      objects.flatMap((key) => (marks.get(key) ?? []).filter((i) => rule === undefined || isWithin(kept[i] as Finding, rule)));
    const nodes = [...this.#nodes.values()].map(({ node, details, authorization, objects }): MeshNode => {
      const keys = sorted(objects);
      const found = keys.flatMap((key) => marks.get(key) ?? []);
      return {
        ...node,
        details: [...details],
        authorization: sorted(authorization),
        objects: keys,
        findings: found.sort((a, b) => a - b),
      };
    });
    return {
      nodes: nodes.sort((a, b) => compareText(a.id, b.id)),
      edges: edges.map((edge) => ({ ...edge, findings: ofEdge(edge) })),
      findings: kept.map(jsonOf),
    };
  }

  /** Edges between the same nodes keep the order of their rules, which is the order in which those are tried. */
  #plainEdges(): MeshEdge[] {
    const named = this.#edges.map(({ sources = [], ...edge }) => ({
      base: `${edge.kind}:${edge.from}>${edge.to}`,
      edge: { matches: [], faults: [], also: [], ...edge, objects: [...new Set(sources.map(keyOf))], findings: [] },
    }));
    named.sort((a, b) => compareText(a.base, b.base));
    const counts = new Map<string, number>();
    return named.map(({ base, edge }) => {
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      return { id: count === 1 ? base : `${base}:${count}`, ...edge };
    });
  }
}

/** Whether a finding is about the field of a rule, or about something in it. */
function isWithin({ object, field }: Finding, rule: NonNullable<MeshEdge['rule']>): boolean {
  if (field === undefined || keyOf(object) !== rule.object || !field.startsWith(rule.field)) return false;
  return ['', '.', '['].includes(field.charAt(rule.field.length));
}
