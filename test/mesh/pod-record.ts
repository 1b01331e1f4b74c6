/** A pod that runs, as the node writes it down for whoever stands outside. */
export interface PodRecord {
  /** Name of its network namespace and of its socket. */
  readonly id: string;
  readonly ip: string;
  readonly ready: boolean;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that run now, applications first. */
  readonly containers: readonly {
    readonly name: string;
    /** A process in the namespaces of the container. */
    readonly pid: number;
    /** Its file system, as seen from its mount namespace. */
    readonly root: string;
    readonly user: number;
  }[];
}
