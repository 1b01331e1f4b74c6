/** An amount of a resource: `500m`, `1.5`, `2048Mi`, or a plain number. */
export type Quantity = string | number;

/** Amounts by resource name. An amount of `''` or 0 counts as not given. */
export interface Quantities {
  /** Processor time, in cores: `500m` is half of one. */
  readonly cpu?: Quantity;
  /** Memory, in bytes: `2048Mi`. */
  readonly memory?: Quantity;
  /** Any other resource that nodes offer: `ephemeral-storage`, `example.com/gpu`. */
  readonly [resource: string]: Quantity | undefined;
}

/** What a container is promised and what it may take at most. */
export interface ResourceRequirements {
  /**
   * What the scheduler reserves for the container.
   * @default none
   */
  readonly requests?: Quantities;
  /**
   * What the container may not exceed.
   * @default none
   */
  readonly limits?: Quantities;
}

/** A taint that pods may be scheduled in spite of. */
export interface Toleration {
  /**
   * Key of the taint.
   * @default every key, with operator `Exists`
   */
  readonly key?: string;
  /**
   * How `value` is compared.
   * @default Equal
   */
  readonly operator?: 'Equal' | 'Exists';
  /**
   * Value of the taint, with operator `Equal`.
   * @default ''
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   * @default every effect
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * How long the pod stays on a node that got the taint, in seconds; with effect `NoExecute`.
   * @default for ever
   */
  readonly tolerationSeconds?: number;
}

/** One condition on labels. */
export interface LabelSelectorRequirement {
  /** Name of the label. */
  readonly key: string;
  /** How the label is compared with `values`. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * What to compare with, for `In` and `NotIn`.
   * @default none
   */
  readonly values?: readonly string[];
}

/** A choice of objects by their labels: all conditions hold. */
export interface LabelSelector {
  /**
   * Labels that are present with exactly these values.
   * @default none
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /**
   * Further conditions.
   * @default none
   */
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** How evenly pods are spread over nodes, zones or regions. */
export interface TopologySpreadConstraint {
  /** Largest difference between the numbers of pods of two topology domains, at least 1. */
  readonly maxSkew: number;
  /** Node label whose values are the topology domains: `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /** What happens to a pod that cannot be placed so. */
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  /**
   * The pods that are counted.
   * @default none
   */
  readonly labelSelector?: LabelSelector;
  /**
   * Labels whose values on the new pod narrow `labelSelector`.
   * @default none
   */
  readonly matchLabelKeys?: readonly string[];
  /**
   * Fewest topology domains to spread over.
   * @default 1
   */
  readonly minDomains?: number;
  /**
   * Whether the node affinity of the pod limits the nodes that count.
   * @default Honor
   */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  /**
   * Whether taints limit the nodes that count.
   * @default Ignore
   */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
}

/** System calls that a container may make. */
export interface SeccompProfile {
  /** Where the profile comes from. */
  readonly type: 'RuntimeDefault' | 'Unconfined' | 'Localhost';
  /**
   * File of the profile on the node, with type `Localhost`.
   * @default none
   */
  readonly localhostProfile?: string;
}

/** The network families of a Service. */
export type IpFamily = 'IPv4' | 'IPv6';

/** Whether a Service has one network family or two. */
export type IpFamilyPolicy = 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';

/** One environment variable, in full. */
export interface EnvVar {
  /** Name of the variable. */
  readonly name: string;
  /**
   * Its value, as text.
   * @default none, `valueFrom` says where it comes from
   */
  readonly value?: string;
  /**
   * Where the value comes from: `{ secretKeyRef: { name, key } }` and the like, passed through as written.
   * @default none
   */
  readonly valueFrom?: Readonly<Record<string, unknown>>;
}

/** A mount of a volume of the pod, passed through as written. */
export interface VolumeMount {
  /** Name of the volume. */
  readonly name: string;
  /** Where the container sees it. */
  readonly mountPath: string;
  /**
   * Whether writing is refused.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Path inside of the volume.
   * @default its root
   */
  readonly subPath?: string;
  readonly [field: string]: unknown;
}

/** A volume of a pod: its name and one source (`secret`, `configMap`, `emptyDir` ...), passed through as written. */
export interface Volume {
  readonly name: string;
  readonly [source: string]: unknown;
}

/** A container, passed through as written. */
export interface Container {
  readonly name: string;
  readonly [field: string]: unknown;
}
