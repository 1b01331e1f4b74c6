import type { Mesh, MeshObject } from '../model';
import type { Level } from './finding';

/** What a rule says of one object. */
export interface Report {
  readonly on: MeshObject;
  /** From the top of the object: `spec.http[0].route[0].destination.host`. @default the whole object */
  readonly field?: string;
  /** What is wrong, after the name of the field or, where there is none, of the object: `is no service that the namespace sees`. */
  readonly problem: string;
  /** The value that is wrong. @default none is printed */
  readonly got?: unknown;
  /** What to do. @default the fix of the rule */
  readonly fix?: string;
  /** @default the level of the rule */
  readonly level?: Level;
}

/** One kind of mistake, and how it is found. */
export interface Rule {
  /** Several rules may have one code, where Istio has one for several mistakes. */
  readonly code: string;
  readonly level: Level;
  /** What is found, in a few words, as a headline: `Route to a host that does not exist`. */
  readonly title: string;
  /** When it is found, and what would happen at run time; one to three sentences, for the documentation. */
  readonly explanation: string;
  /** What to do about it in general: `name a Service of the namespace, or write its full name`. */
  readonly fix: string;
  /** Kiali's code for the same, where it has one. */
  readonly kiali?: readonly string[];
  /**
   * Looks through the whole mesh, in time that grows with its size and not faster. Pure.
   * @param before the mesh as it was, where that is known
   */
  readonly find: (mesh: Mesh, before?: Mesh) => Iterable<Report>;
}
