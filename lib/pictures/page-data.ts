import type { Followed } from './follow';
import type { MeshGraph } from './mesh-graph';

/** An object as the page shows it. */
export interface ShownObject {
  /** File and line, construct, or both. */
  readonly place: string;
  readonly yaml: string;
}

/** What the page knows beside its picture. */
export interface PageData {
  readonly graph: MeshGraph;
  /** Edges of each line of the picture, by their ids. */
  readonly links: Readonly<Record<string, readonly string[]>>;
  /** By key. */
  readonly objects: Readonly<Record<string, ShownObject>>;
  readonly requests: readonly Followed[];
  /** Number of requests that were left out. */
  readonly leftOut: number;
}
