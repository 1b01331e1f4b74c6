import type { Duration } from 'cdk8s';

interface Named {
  /** Name of what the tool makes for this program, of which a cluster may have several. @default mesh */
  readonly name?: string;
}

interface Patient {
  /** How long a stage may take until it is ready. @default 5 minutes */
  readonly timeout?: Duration;
}

/** By `apply.sh` in the output folder, for which `kubectl` is enough. */
export interface KubectlDelivery extends Named, Patient {
  readonly by: 'kubectl';
}

/** By a `kustomization.yaml` in the output folder and in each stage, and by `apply.sh`, which applies these. */
export interface KustomizeDelivery extends Named, Patient {
  readonly by: 'kustomize';
}

/** By Applications in `argocd/`, and sync waves at the objects. */
export interface ArgoCdDelivery extends Named {
  readonly by: 'argo-cd';
  /** The Git repository in which the output folder is committed: `https://git.example.com/team/mesh.git`. */
  readonly repository: string;
  /** The output folder as seen from the root of the repository. @default dist */
  readonly path?: string;
  /** Branch, tag or commit. @default HEAD */
  readonly revision?: string;
  /**
   * One Application whose sync waves are the stages; or one for each stage, and one that makes those in their order, which keeps each
   * small in a mesh of many thousands of objects.
   * @default one
   */
  readonly applications?: 'one' | 'per-stage';
  /** Namespace of Argo CD. @default argocd */
  readonly namespace?: string;
  /** The AppProject. @default default */
  readonly project?: string;
  /** Address of the API server of the mesh, as Argo CD knows it. @default the cluster of Argo CD: https://kubernetes.default.svc */
  readonly server?: string;
  /** Whether Argo CD syncs, prunes and heals by itself; else by a click. @default true */
  readonly automated?: boolean;
}

interface FluxBase extends Named, Patient {
  readonly by: 'flux';
  /** The output folder as seen from the root of the source. @default dist */
  readonly path?: string;
  /** Namespace of the objects of Flux. @default flux-system */
  readonly namespace?: string;
  /** Between two comparisons with the cluster. @default 10 minutes */
  readonly interval?: Duration;
}

interface FluxFromRepository extends FluxBase {
  /** The Git repository in which the output folder is committed: `https://git.example.com/team/mesh.git`, or with `ssh://`. */
  readonly repository: string;
  /** @default main */
  readonly branch?: string;
  readonly source?: never;
}

interface FluxFromSource extends FluxBase {
  /** A source that Flux has already, as the GitRepository `flux-system` of `flux bootstrap`. */
  readonly source: {
    readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket';
    readonly name: string;
    /** @default the namespace of the objects of Flux */
    readonly namespace?: string;
  };
  readonly repository?: never;
  readonly branch?: never;
}

/** By Kustomizations in `flux-system/`, one for each stage, each after the one before it. */
export type FluxDelivery = FluxFromRepository | FluxFromSource;

/** How the output folder reaches the cluster. */
export type Delivery = KubectlDelivery | KustomizeDelivery | ArgoCdDelivery | FluxDelivery;
