import type { Waypoint } from './waypoint';

/** A namespace whose traffic a waypoint can take: a `MeshNamespace`. */
export interface ServedNamespace {
  readonly name: string;
  /** What carries the traffic of all pods; undefined leaves it to them. */
  readonly dataplane: string | undefined;
  /** From now on, what is sent to its Services goes through the waypoint; with `ingress` also what comes in by a gateway. */
  useWaypoint(waypoint: Waypoint, ingress: boolean): void;
}
