import type { Construct } from 'constructs';
import type { MeshConfig } from '../../imports/mesh-config';
import type { Overrides } from './layering';
import type { ProfileName } from './profiles';
import type {
  BaseValues,
  ExperimentalValues,
  GatewayClassValues,
  GatewaysValues,
  GlobalValues,
  IstiodRemoteValues,
  PilotValues,
  SidecarInjectorWebhookValues,
  TelemetryValues,
} from './values';

/** Whether a part is emitted. */
export interface ComponentSwitch {
  /** @default what the profile says */
  readonly enabled?: boolean;
}

/** Parts of a control plane. */
export interface ComponentSwitches {
  /**
   * The CRDs, and what else all revisions of a cluster share. Switch it off in every control plane but one.
   * @default what the profile says
   */
  readonly base?: ComponentSwitch;
  /**
   * istiod.
   * @default what the profile says
   */
  readonly pilot?: ComponentSwitch;
}

/**
 * Props of an IstioControlPlane: any value of the official charts `base` and `istiod`, under its own name. The values of istiod
 * that the charts also accept without a prefix are under `pilot`. What is left out is as the profile says, else as the charts say.
 */
export interface IstioControlPlaneProps {
  /**
   * Choice of defaults. `minimal` is `default` without gateways, which are constructs of their own here; `demo` is small and shows much;
   * `empty` emits nothing at all.
   * @default default
   */
  readonly profile?: ProfileName;
  /**
   * Parts to emit or to leave out.
   * @default what the profile says
   */
  readonly components?: ComponentSwitches;
  /**
   * Namespace of the control plane.
   * @default istio-system
   */
  readonly namespace?: string;
  /**
   * Whether the Namespace object is emitted as well.
   * @default true
   */
  readonly createNamespace?: boolean;
  /**
   * Where the CRDs are placed, under the id `istio-crds`: typically the chart of an earlier stage.
   * @default the control plane itself
   */
  readonly crds?: Construct;
  /**
   * Registry and path of all images, without a trailing slash.
   * @default registry.istio.io/release
   */
  readonly hub?: string;
  /**
   * Tag of all images.
   * @default the Istio release of this library
   */
  readonly tag?: string;
  /**
   * Name of this control plane among several; `default` is the same as none.
   * @default '', none
   */
  readonly revision?: string;
  /**
   * Further names by which namespaces and pods may ask for this control plane.
   * @default none
   */
  readonly revisionTags?: readonly string[];
  /**
   * Control plane that validates configuration without a revision: a revision, `default`, or `''` for none.
   * @default default
   */
  readonly defaultRevision?: string;
  /**
   * Name of the IstioOperator that owns the objects, for their labels.
   * @default none
   */
  readonly ownerName?: string;
  /**
   * Choices that several parts of the mesh share.
   * @default those of the profile
   */
  readonly global?: Overrides<Omit<GlobalValues, 'hub' | 'tag' | 'istioNamespace'>>;
  /**
   * istiod itself.
   * @default that of the profile
   */
  readonly pilot?: Overrides<PilotValues>;
  /**
   * What istiod and the proxies do, mesh-wide.
   * @default that of the profile
   */
  readonly meshConfig?: MeshConfig;
  /**
   * How sidecars get into pods.
   * @default that of the profile
   */
  readonly sidecarInjectorWebhook?: Overrides<SidecarInjectorWebhookValues>;
  /**
   * An istiod outside of this cluster.
   * @default none
   */
  readonly istiodRemote?: Overrides<IstiodRemoteValues>;
  /**
   * Standard metrics of proxies.
   * @default Prometheus
   */
  readonly telemetry?: Overrides<TelemetryValues>;
  /**
   * Gateways that istiod deploys.
   * @default that of the profile
   */
  readonly gateways?: Overrides<GatewaysValues>;
  /**
   * Defaults of the objects that istiod makes for Gateways, by name of the GatewayClass. `null` in them takes away what istiod sets.
   * @default none
   */
  readonly gatewayClasses?: Readonly<Record<string, GatewayClassValues>>;
  /**
   * What all revisions share.
   * @default that of the profile
   */
  readonly base?: Overrides<BaseValues>;
  /**
   * What is not yet settled in Istio.
   * @default that of the profile
   */
  readonly experimental?: Overrides<ExperimentalValues>;
}
