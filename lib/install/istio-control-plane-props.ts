import type { Construct } from 'constructs';
import type { MeshConfig } from '../../imports/mesh-config';
import type { CompatibilityVersion } from './compatibility';
import type { InjectionProps } from './injection-props';
import type { Overrides } from './layering';
import type { PlatformName } from './platforms';
import type { PresetName } from './presets';
import type { ProfileName } from './profiles';
import type {
  BaseValues,
  ExperimentalValues,
  GatewayClassValues,
  GatewaysValues,
  GlobalValues,
  IstiodRemoteValues,
  PilotValues,
  TelemetryValues,
  WebhooksValues,
} from './values';

/** Whether a part is emitted. */
export interface ComponentSwitch {
  /** @default what the profile says */
  readonly enabled?: boolean;
}

/** Parts of a control plane. */
export interface ComponentSwitches {
  /**
   * The CRDs, and what else all revisions of a cluster share: what the chart `base` has.
   * @default what the profile says, in the first control plane of a program that has it; the others leave it out
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
   * Choice of defaults, as `istioctl install` knows it. `minimal` is `default`, since gateways are constructs of their own here, as are the
   * node agents of `ambient`; `demo` is small and shows much; `preview` has what is still experimental; `stable` refuses what is not
   * stable; `remote` is for an istiod outside of the cluster; `openshift` and `openshift-ambient` are for that platform; `empty` emits
   * nothing at all.
   * @default default
   */
  readonly profile?: ProfileName;
  /**
   * Where the cluster runs. It may stand under `global` as well.
   * @default that of the profile, else none in particular
   */
  readonly platform?: PlatformName;
  /**
   * Release whose behaviour the mesh keeps, where this one changed it.
   * @default this release
   */
  readonly compatibilityVersion?: CompatibilityVersion;
  /**
   * Values that belong together, over those of the profile. `production` gives istiod two replicas at least, spread over nodes and zones,
   * a budget for disruptions, and updates that never go below the wanted number.
   * @default none
   */
  readonly preset?: PresetName;
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
   * @default true, in the first control plane of that namespace in a program
   */
  readonly createNamespace?: boolean;
  /**
   * Where the CRDs are placed, under the id `istio-crds`: typically the chart of an earlier stage.
   * @default the control plane itself
   */
  readonly crds?: Construct;
  /**
   * Whether the values are written into a ConfigMap `values`, for people to look at. Whoever reads ConfigMaps sees what is secret in them.
   * @default false
   */
  readonly valuesConfigMap?: boolean;
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
  readonly sidecarInjectorWebhook?: InjectionProps;
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
  /**
   * The webhooks, into which istiod writes while it runs.
   * @default for a first install
   */
  readonly webhooks?: Overrides<WebhooksValues>;
}
