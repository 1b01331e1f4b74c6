import type { Affinity, ResourceRequirements, SeccompProfile, Toleration, TopologySpreadConstraint } from '../values';

/** What an injection template of one's own may say of a pod, as the Kubernetes API spells it. All of it is optional: it is merged in. */
export interface CustomPod {
  readonly metadata?: { readonly labels?: Texts; readonly annotations?: Texts };
  readonly spec?: CustomPodSpec;
}

type Texts = { readonly [name: string]: string | undefined };

interface CustomPodSpec {
  readonly initContainers?: readonly CustomContainer[];
  readonly containers?: readonly CustomContainer[];
  readonly volumes?: readonly CustomVolume[];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly securityContext?: {
    readonly fsGroup?: number;
    readonly fsGroupChangePolicy?: string;
    readonly runAsGroup?: number;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: SeccompProfile;
    readonly supplementalGroups?: readonly number[];
    readonly sysctls?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly affinity?: Affinity;
  readonly automountServiceAccountToken?: boolean;
  readonly dnsConfig?: {
    readonly nameservers?: readonly string[];
    readonly searches?: readonly string[];
    readonly options?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly enableServiceLinks?: boolean;
  readonly hostAliases?: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
  readonly nodeSelector?: Texts;
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly shareProcessNamespace?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
}

interface CustomContainer {
  readonly name: string;
  readonly image?: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly restartPolicy?: 'Always';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly ports?: readonly {
    readonly containerPort: number;
    readonly name?: string;
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  }[];
  readonly env?: readonly CustomVariable[];
  readonly envFrom?: readonly { readonly prefix?: string; readonly configMapRef?: Source; readonly secretRef?: Source }[];
  readonly lifecycle?: { readonly postStart?: CustomHandler; readonly preStop?: CustomHandler };
  readonly startupProbe?: CustomProbe;
  readonly readinessProbe?: CustomProbe;
  readonly livenessProbe?: CustomProbe;
  readonly resources?: ResourceRequirements;
  readonly securityContext?: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
    readonly privileged?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly runAsGroup?: number;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: SeccompProfile;
  };
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional';
    readonly readOnly?: boolean;
    readonly subPath?: string;
    readonly subPathExpr?: string;
  }[];
}

interface Source {
  readonly name: string;
  readonly optional?: boolean;
}

interface Key extends Source {
  readonly key: string;
}

interface CustomVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: Key;
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string; readonly containerName?: string; readonly divisor?: string };
    readonly secretKeyRef?: Key;
  };
}

interface CustomHandler {
  readonly exec?: { readonly command: readonly string[] };
  readonly httpGet?: { readonly port: number | string; readonly path?: string; readonly scheme?: 'HTTP' | 'HTTPS' };
  readonly sleep?: { readonly seconds: number };
}

interface CustomProbe extends Omit<CustomHandler, 'sleep'> {
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly tcpSocket?: { readonly port: number | string };
  readonly failureThreshold?: number;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly timeoutSeconds?: number;
}

interface Item {
  readonly key: string;
  readonly path: string;
}

interface CustomVolume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly defaultMode?: number;
    readonly items?: readonly Item[];
    readonly optional?: boolean;
  };
  readonly csi?: { readonly driver: string; readonly readOnly?: boolean; readonly volumeAttributes?: Texts };
  readonly downwardAPI?: {
    readonly items: readonly { readonly path: string; readonly fieldRef: { readonly fieldPath: string } }[];
  };
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly persistentVolumeClaim?: { readonly claimName: string; readonly readOnly?: boolean };
  readonly projected?: {
    readonly sources: readonly {
      readonly configMap?: Source & { readonly items?: readonly Item[] };
      readonly secret?: Source & { readonly items?: readonly Item[] };
      readonly serviceAccountToken?: { readonly path: string; readonly audience?: string; readonly expirationSeconds?: number };
    }[];
  };
  readonly secret?: {
    readonly secretName: string;
    readonly defaultMode?: number;
    readonly items?: readonly Item[];
    readonly optional?: boolean;
  };
}
