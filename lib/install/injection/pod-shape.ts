import type { ResourceRequirements, SeccompProfile } from '../values';

/** The part of a pod that the templates write, as the Kubernetes API spells it. */
export interface PodShape {
  readonly metadata: { readonly labels?: Marks; readonly annotations: Marks };
  readonly spec: PodSpec;
}

export type Marks = { readonly [name: string]: string | undefined };

export interface PodSpec {
  readonly securityContext?: PodSecurityContext;
  readonly initContainers?: readonly Container[];
  readonly containers?: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly containerPort: number; readonly name: string; readonly protocol: string }[];
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly lifecycle?: Lifecycle;
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly resources?: ResourceRequirements;
  readonly securityContext?: SecurityContext;
  readonly volumeMounts?: readonly VolumeMount[];
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string; readonly divisor: string };
  };
}

export interface Lifecycle {
  readonly postStart?: { readonly exec: { readonly command: readonly string[] } };
  readonly preStop?: { readonly exec: { readonly command: readonly string[] } };
}

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: number; readonly scheme?: string };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold?: number;
  readonly failureThreshold: number;
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop: readonly string[] };
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: SeccompProfile;
}

export interface PodSecurityContext {
  readonly sysctls?: readonly { readonly name: string; readonly value: string }[];
  readonly seccompProfile?: SeccompProfile;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath?: string;
  readonly readOnly?: boolean;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: string };
  readonly configMap?: { readonly name: string; readonly optional?: boolean };
  readonly csi?: { readonly driver: string; readonly readOnly?: boolean };
  readonly downwardAPI?: {
    readonly items: readonly { readonly path: string; readonly fieldRef: { readonly fieldPath: string } }[];
  };
  readonly projected?: { readonly sources: readonly VolumeSource[] };
  readonly secret?: { readonly optional: boolean; readonly secretName: string };
}

export interface VolumeSource {
  readonly serviceAccountToken?: { readonly audience: string; readonly expirationSeconds: number; readonly path: string };
  readonly clusterTrustBundle?: { readonly name: string; readonly path: string };
}
