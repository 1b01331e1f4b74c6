import type { LabelSelector } from './kubernetes';

/** One condition on the labels of a node. */
export interface NodeSelectorRequirement {
  /** Name of the label. */
  readonly key: string;
  /** How the label is compared with `values`; `Gt` and `Lt` read both as whole numbers. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  /**
   * What to compare with.
   * @default none
   */
  readonly values?: readonly string[];
}

/** Conditions on one node: all of them hold. */
export interface NodeSelectorTerm {
  /**
   * Conditions on the labels of the node.
   * @default none
   */
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  /**
   * Conditions on its fields; Kubernetes knows `metadata.name`.
   * @default none
   */
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

/** Pods near which a pod is placed, or away from which it is kept. */
export interface PodAffinityTerm {
  /** Node label whose values are the places that are near or apart: `kubernetes.io/hostname`. */
  readonly topologyKey: string;
  /**
   * The other pods.
   * @default none
   */
  readonly labelSelector?: LabelSelector;
  /**
   * Labels that the other pods share with this one.
   * @default none
   */
  readonly matchLabelKeys?: readonly string[];
  /**
   * Labels in which the other pods differ from this one.
   * @default none
   */
  readonly mismatchLabelKeys?: readonly string[];
  /**
   * Namespaces of the other pods.
   * @default the namespace of this pod
   */
  readonly namespaces?: readonly string[];
  /**
   * Namespaces of the other pods, by label, besides `namespaces`.
   * @default none
   */
  readonly namespaceSelector?: LabelSelector;
}

/** A wish with its weight. */
export interface WeightedPodAffinityTerm {
  /** From 1 to 100. */
  readonly weight: number;
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Placement relative to other pods. */
export interface PodAffinity {
  /**
   * Conditions without which a pod is not scheduled.
   * @default none
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /**
   * Wishes.
   * @default none
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

/** Where the pods of a workload may and should run. */
export interface Affinity {
  /**
   * By the nodes themselves.
   * @default any node
   */
  readonly nodeAffinity?: {
    /**
     * Nodes on which the pod may run: one of the terms holds.
     * @default any node
     */
    readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeSelectorTerm[] };
    /**
     * Nodes that are better, each with a weight from 1 to 100.
     * @default none
     */
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      readonly weight: number;
      readonly preference: NodeSelectorTerm;
    }[];
  };
  /**
   * Near other pods.
   * @default none
   */
  readonly podAffinity?: PodAffinity;
  /**
   * Away from other pods.
   * @default none
   */
  readonly podAntiAffinity?: PodAffinity;
}
