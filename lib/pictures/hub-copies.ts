import { groupsOf } from './groups';
import type { Link } from './link';
import type { EdgeKind, MeshNode } from './mesh-graph';

/** A node in the picture: itself, or once more beside what it is connected with. */
export interface Placed {
  readonly id: string;
  readonly node: MeshNode;
  readonly isCopy: boolean;
  /** What is drawn together. */
  readonly frame: string;
}

export interface PlacedLink {
  readonly link: Link;
  readonly from: string;
  readonly to: string;
}

/** The most lines that one node has on a side before it is drawn once more. */
const MOST_LINES = 12;
/** The most nodes of a picture that is not divided by namespace. */
export const SMALL = 60;

/** The most nodes that lines of all kinds connect. */
const MOST_CONNECTED = 40;
/** Lines that say who may call or is likely to: they are many, and need not decide where things stand. */
const ABOUT_CALLERS: readonly EdgeKind[] = ['names', 'allow', 'deny'];

/** Places of nodes and lines: in a large mesh what lies in another namespace, or has very many lines, is drawn again where it is needed. */
export class HubCopies {
  readonly nodes = new Map<string, Placed>();
  readonly links: PlacedLink[] = [];
  readonly #counts = new Map<string, number>();
  readonly #byId: ReadonlyMap<string, MeshNode>;
  readonly #isLarge: boolean;

  constructor(nodes: readonly MeshNode[], links: readonly Link[]) {
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    this.#isLarge = nodes.length > SMALL;
    for (const node of nodes) {
      this.nodes.set(node.id, { id: node.id, node, isCopy: false, frame: this.#frameOf(node) });
    }
    const crowded = this.#crowded(nodes, links);
    for (const link of links) {
      if (crowded.has(link.from) && ABOUT_CALLERS.includes(link.kind)) this.#addBeside(link);
      else this.#add(link);
    }
  }

  /** Nodes in groups that would be too large to be read. */
  #crowded(nodes: readonly MeshNode[], links: readonly Link[]): ReadonlySet<string> {
    const frames = new Map(nodes.map((node) => [node.id, this.#frameOf(node)]));
    const within = links.filter(({ from, to }) => frames.get(from) === frames.get(to));
    const groups = groupsOf(nodes, within).filter((group) => group.nodes.length > MOST_CONNECTED);
    return new Set(groups.flatMap((group) => group.nodes.map(({ id }) => id)));
  }

  /** A line to a node that is drawn again, for this line alone. */
  #addBeside(link: Link): void {
    const node = this.#byId.get(link.to) as MeshNode;
    const frame = this.#frameOf(this.#byId.get(link.from) as MeshNode);
    const from = this.#share(this.#byId.get(link.from) as MeshNode, frame, 'out');
    const id = `${node.id} for ${link.id}`;
    this.nodes.set(id, { id, node, isCopy: true, frame });
    this.links.push({ link, from, to: id });
  }

  #frameOf({ namespace }: MeshNode): string {
    return this.#isLarge ? namespace : '';
  }

  #add(link: Link): void {
    const target = this.#byId.get(link.to) as MeshNode;
    const source = this.#byId.get(link.from) as MeshNode;
    const frame = this.#frameOf(target);
    const from = this.#share(source, frame, 'out');
    const to = from === source.id ? this.#share(target, frame, 'in') : target.id;
    this.links.push({ link, from, to });
  }

  /** The place of a node in a frame that has room for one more line on a side. */
  #share(node: MeshNode, frame: string, side: 'in' | 'out'): string {
    const key = `${side} ${frame} ${node.id}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    const number = Math.floor(count / MOST_LINES);
    if (number === 0 && frame === this.#frameOf(node)) return node.id;
    const id = `${node.id} ${side} ${frame} ${number}`;
    if (!this.nodes.has(id)) this.nodes.set(id, { id, node, isCopy: true, frame });
    return id;
  }
}
