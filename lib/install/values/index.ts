import type { MeshConfig } from '../../../imports/mesh-config';
import type { GlobalValues } from './global';
import type { InjectionValues, IstiodRemoteValues, SidecarInjectorWebhookValues } from './injection';
import type { SeccompProfile } from './kubernetes';
import type { PilotValues } from './pilot';

export type { DisruptionBudget, ScalingBehavior, ScalingPolicy, ScalingRules } from './autoscaling';
export { ISTIOD_DEFAULTS } from './defaults';
export { given } from './given';
export type { GlobalValues, PilotCertProvider, ResourceScope, WaypointValues } from './global';
export type { InjectionValues, IstiodRemoteValues, SidecarInjectorWebhookValues } from './injection';
export type * from './kubernetes';
export type { PilotCniValues, PilotEnv, PilotValues, TaintValues } from './pilot';
export type { InjectionPolicy, ProxyInitValues, ProxyLogLevel, ProxyValues, Tracer, TracerValues } from './proxy';
export type * from './scheduling';

/** Standard metrics of proxies. */
export interface TelemetryValues {
  /**
   * Whether a mesh without `meshConfig.defaultProviders` has default telemetry at all.
   * @default true
   */
  readonly enabled: boolean;
  readonly v2: {
    /** @default true */
    readonly enabled: boolean;
    readonly prometheus: {
      /**
       * Whether proxies offer metrics for Prometheus.
       * @default true
       */
      readonly enabled: boolean;
    };
    readonly stackdriver: {
      /**
       * Whether proxies send metrics and access logs to Google Cloud.
       * @default false
       */
      readonly enabled: boolean;
    };
  };
}

/** The gateways that istiod deploys, and those that are injected. */
export interface GatewaysValues {
  /**
   * Security context of gateway pods, as Kubernetes writes it.
   * @default what it takes to bind ports 80 and 443
   */
  readonly securityContext: Readonly<Record<string, unknown>>;
  /**
   * System calls that gateways may make.
   * @default what the node allows
   */
  readonly seccompProfile: SeccompProfile | Readonly<Record<string, never>>;
}

/** Defaults of the objects that istiod makes for the Gateways of one class, each as a partial Kubernetes object. */
export interface GatewayClassValues {
  readonly deployment?: Readonly<Record<string, unknown>>;
  readonly service?: Readonly<Record<string, unknown>>;
  readonly serviceAccount?: Readonly<Record<string, unknown>>;
  readonly horizontalPodAutoscaler?: Readonly<Record<string, unknown>>;
  readonly podDisruptionBudget?: Readonly<Record<string, unknown>>;
}

/** What all revisions of a cluster share. */
export interface BaseValues {
  /**
   * Full names of the CRDs to leave out: `envoyfilters.networking.istio.io`.
   * @default none
   */
  readonly excludedCRDs: readonly string[];
  /**
   * Whether the CRDs have the labels of all other objects. Without it they have those of Istio 1.0, as `kubectl apply` of Istio's own file
   * of CRDs gives them.
   * @default true
   */
  readonly enableCRDTemplates: boolean;
  /**
   * URL of the validation webhooks; `''` for the Service of istiod.
   * @default ''
   */
  readonly validationURL: string;
  /**
   * Certificates with which the validation webhooks are trusted, PEM text in base64; `''` to let istiod write them.
   * With it the webhooks fail closed from the start.
   * @default ''
   */
  readonly validationCABundle: string;
  /**
   * What happens to configuration while istiod does not answer.
   * @default as `webhooks.delivery` says: Ignore, which istiod turns into Fail as soon as it is ready
   */
  readonly validationFailurePolicy?: 'Ignore' | 'Fail';
}

/**
 * How manifests reach the cluster: once, as a first install, or again and again by a tool. istiod writes into its webhooks what a tool
 * would take for drift if the manifests said it too.
 */
export type WebhookDelivery = 'install' | 'kubectl' | 'server-side-apply' | 'argo-cd' | 'flux';

/** The webhooks, into which istiod writes while it runs. */
export interface WebhooksValues {
  /**
   * How the manifests reach the cluster. With `install` the validation webhooks fail open until istiod closes them, which every later
   * apply would undo. With any other they say nothing of it, so that they fail closed from the start and nobody changes it.
   * The certificates are always left to istiod, unless they are given.
   * @default install
   */
  readonly delivery: WebhookDelivery;
}

/** What is not yet settled in Istio. */
export interface ExperimentalValues {
  /**
   * Whether the cluster refuses kinds and fields that Istio does not call stable.
   * @default false
   */
  readonly stableValidationPolicy: boolean;
}

/** All choices of the charts `base` and `istiod`, resolved. */
export interface IstiodValues {
  /**
   * Name of this control plane among several; `''` for the only or default one.
   * @default ''
   */
  readonly revision: string;
  /**
   * Further names by which namespaces and pods may ask for this control plane.
   * @default none
   */
  readonly revisionTags: readonly string[];
  /**
   * Control plane that validates configuration without a revision: a revision, `default`, or `''` for none.
   * @default default
   */
  readonly defaultRevision: string;
  /**
   * Name of the IstioOperator that owns the objects, for their labels; `''` for none.
   * @default ''
   */
  readonly ownerName: string;
  /** Choices that several parts of the mesh share. */
  readonly global: GlobalValues;
  /** istiod itself. */
  readonly pilot: PilotValues;
  /** What istiod and the proxies do, mesh-wide. */
  readonly meshConfig: MeshConfig;
  /** How sidecars get into pods. */
  readonly sidecarInjectorWebhook: SidecarInjectorWebhookValues;
  /** An istiod outside of this cluster. */
  readonly istiodRemote: IstiodRemoteValues;
  /** Standard metrics of proxies. */
  readonly telemetry: TelemetryValues;
  /** Gateways that istiod deploys. */
  readonly gateways: GatewaysValues;
  /**
   * Defaults of the objects that istiod makes for Gateways, by name of the GatewayClass.
   * @default none
   */
  readonly gatewayClasses: Readonly<Record<string, GatewayClassValues>>;
  /** What all revisions share. */
  readonly base: BaseValues;
  /** What is not yet settled in Istio. */
  readonly experimental: ExperimentalValues;
  /** The webhooks, into which istiod writes while it runs. */
  readonly webhooks: WebhooksValues;
  /** Injection beyond the values of the official chart. */
  readonly injection: InjectionValues;
}
