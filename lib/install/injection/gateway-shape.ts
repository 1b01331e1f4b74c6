import type { Marks, PodShape, PodSpec } from './pod-shape';

/** The objects that become of one Gateway of the Gateway API. */
export type GatewayObject = ServiceAccount | Deployment | Service | Autoscaler | DisruptionBudget;

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly annotations: Marks;
  readonly labels: Marks;
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface ServiceAccount {
  readonly apiVersion: 'v1';
  readonly kind: 'ServiceAccount';
  readonly metadata: Metadata;
}

export interface Deployment {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: Metadata;
  readonly spec: { readonly selector: { readonly matchLabels: Marks }; readonly template: PodTemplate };
}

export interface PodTemplate {
  readonly metadata: PodShape['metadata'];
  readonly spec: GatewayPodSpec;
}

export interface GatewayPodSpec extends PodSpec {
  readonly affinity?: object;
  readonly topologySpreadConstraints?: readonly object[];
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
  readonly serviceAccountName: string;
}

export interface Service {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Metadata;
  readonly spec: {
    readonly ipFamilyPolicy: string;
    readonly ports: readonly {
      readonly name: string;
      readonly port: number;
      readonly protocol: string;
      readonly appProtocol: string;
    }[];
    readonly selector: Marks;
    readonly loadBalancerIP?: string;
    readonly type: string;
  };
}

export interface Autoscaler {
  readonly apiVersion: 'autoscaling/v2';
  readonly kind: 'HorizontalPodAutoscaler';
  readonly metadata: Metadata;
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly maxReplicas: number;
  };
}

export interface DisruptionBudget {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: Metadata;
  readonly spec: { readonly selector: { readonly matchLabels: Marks } };
}
