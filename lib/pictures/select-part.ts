import { distance } from 'fastest-levenshtein';
import { append } from '../core/grouped';
import type { MeshEdge, MeshGraph, MeshNode } from './mesh-graph';

interface Part {
  readonly focus: string | undefined;
  readonly namespace: string | undefined;
}

function near(name: string, known: readonly string[]): string {
  const sorted = [...new Set(known)].sort((a, b) => distance(name, a) - distance(name, b) || (a < b ? -1 : 1)).slice(0, 3);
  return sorted.length === 0 ? 'there is none in these manifests' : `did you mean ${sorted.join(', ')}?`;
}

/** Nodes that a name means, as `<name>[.<namespace>]`. */
function named(nodes: readonly MeshNode[], text: string): readonly MeshNode[] {
  const candidates = nodes.filter(({ kind }) => kind !== 'answer' && kind !== 'missing');
  const whole = candidates.filter(({ name }) => name === text);
  if (whole.length > 0) return whole;
  return candidates.filter(({ name, namespace }) => `${name}.${namespace}` === text);
}

/** Nodes that edges lead to from some, themselves included. */
function reached(starts: readonly string[], next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(starts);
  for (const id of found) for (const to of next.get(id) ?? []) found.add(to);
  return found;
}

function neighbours(edges: readonly MeshEdge[], from: 'from' | 'to', to: 'from' | 'to'): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const edge of edges) {
    append(map, edge[from], edge[to]);
  }
  return map;
}

/** Keeps some nodes, the edges among them, and the findings about those. */
function keep(graph: MeshGraph, ids: ReadonlySet<string>): MeshGraph {
  const nodes = graph.nodes.filter(({ id }) => ids.has(id));
  const edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const objects = new Set([...nodes, ...edges].flatMap((one) => one.objects));
  const places = new Map<number, number>();
  const findings = graph.findings.filter(({ resource: { kind, namespace, name } }, i) => {
    const place = [...(namespace === '' ? [] : [namespace]), name].join('/');
    if (!objects.has(`${kind}/${place}`) && !objects.has(`${kind}.gateway.networking.k8s.io/${place}`)) return false;
    places.set(i, places.size);
    return true;
  });
  const renumbered = <T extends MeshNode | MeshEdge>(one: T): T => ({
    ...one,
    findings: one.findings.flatMap((i) => places.get(i) ?? []),
  });
  return { nodes: nodes.map(renumbered), edges: edges.map(renumbered), findings };
}

/**
 * The part of a graph that is asked for.
 * @throws Error that names near ones for what nothing in the graph is called
 */
export function partOf(graph: MeshGraph, { focus, namespace }: Part): MeshGraph {
  let part = graph;
  if (namespace !== undefined) {
    const inside = new Set(part.nodes.filter((node) => node.namespace === namespace).map(({ id }) => id));
    if (inside.size === 0) {
      const known = part.nodes.map((node) => node.namespace).filter((one) => one !== '');
      throw new Error(`--namespace: nothing is in the namespace, got ${JSON.stringify(namespace)}; ${near(namespace, known)}`);
    }
    const touching = part.edges.filter(({ from, to }) => inside.has(from) || inside.has(to));
    part = keep(part, new Set([...inside, ...touching.flatMap(({ from, to }) => [from, to])]));
  }
  if (focus !== undefined) {
    const starts = named(part.nodes, focus).map(({ id }) => id);
    if (starts.length === 0) {
      const known = part.nodes.flatMap((node) => [node.name, `${node.name}.${node.namespace}`]);
      throw new Error(
        `--focus: no workload, service or gateway has the name, got ${JSON.stringify(focus)}; ${near(focus, known)}`,
      );
    }
    const down = reached(starts, neighbours(part.edges, 'from', 'to'));
    const up = reached(starts, neighbours(part.edges, 'to', 'from'));
    part = keep(part, new Set([...down, ...up]));
  }
  return part;
}
