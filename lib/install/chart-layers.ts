import type { MeshConfig } from '../../imports/mesh-config';
import type { Problem } from '../core/problem';
import { COMPATIBILITY_VERSIONS, type CompatibilityVersion, compatibilityOverrides } from './compatibility';
import { layer, type Overrides } from './layering';
import { PLATFORMS, type PlatformName } from './platforms';
import { CHART_PROFILES, type ChartProfileName, PROFILES, type Profile, type ProfileName } from './profiles';
import type {
  ExperimentalValues,
  GlobalValues,
  IstiodRemoteValues,
  PilotValues,
  ResourceRequirements,
  TelemetryValues,
} from './values';

/** What a profile, a platform or a compatibility version may say of the CNI node agent. */
export interface CniOverrides {
  readonly cniBinDir?: string;
  readonly cniConfDir?: string;
  readonly cniConfFileName?: string;
  readonly cniNetnsDir?: string;
  readonly chained?: boolean;
  readonly provider?: 'default' | 'multus';
  readonly resources?: ResourceRequirements;
  readonly resourceQuotas?: { readonly enabled: boolean };
  readonly ambient?: { readonly enabled?: boolean; readonly reconcileIptablesOnStartup?: boolean };
}

/**
 * A difference on the defaults of all charts at once, nested as the values of the charts are. What stands under `pilot` and `cni` is
 * for istiod and the CNI agent alone, and stronger than what stands beside them.
 */
export interface ChartOverrides {
  /** For all charts. ztunnel reads it as if it stood at the top. */
  readonly global?: Overrides<Pick<GlobalValues, 'variant' | 'proxy' | 'waypoint' | 'omitSidecarInjectorConfigMap'>>;
  readonly pilot?: Overrides<PilotValues>;
  readonly cni?: CniOverrides;
  /** The charts say this under a name that ztunnel does not read: it changes nothing. */
  readonly ztunnel?: { readonly resources?: ResourceRequirements };
  readonly meshConfig?: MeshConfig;
  /** For istiod. */
  readonly istiodRemote?: Overrides<IstiodRemoteValues>;
  /** For istiod. */
  readonly telemetry?: Overrides<TelemetryValues>;
  /** For base and istiod. */
  readonly experimental?: Overrides<ExperimentalValues>;
  /** For istiod. */
  readonly configMap?: boolean;
  /** For istiod. */
  readonly trustedZtunnelNamespace?: string;
  /** For the CNI agent. */
  readonly ambient?: { readonly shareHostNetworkNamespace?: boolean };
  /** For the CNI agent and ztunnel. */
  readonly resourceQuotas?: { readonly enabled: boolean };
  /** For the CNI agent and ztunnel. */
  readonly seLinuxOptions?: { readonly type: string };
}

/** What the defaults of all charts depend on. */
export interface Choices {
  /**
   * A profile of a control plane, or of the charts.
   * @default default
   */
  readonly profile?: ProfileName;
  /**
   * Where the cluster runs.
   * @default that of the profile, else none in particular
   */
  readonly platform?: PlatformName;
  /**
   * Release whose behaviour the mesh keeps.
   * @default this one
   */
  readonly compatibilityVersion?: CompatibilityVersion;
}

/** The platform that these choices come to; `undefined` for none in particular. */
export function platformOf({ profile = 'default', platform }: Choices): PlatformName | undefined {
  const chosen: Profile = PROFILES[profile];
  return platform ?? chosen.platform;
}

/**
 * What these choices say of the defaults of all charts: the profile, over it the compatibility version, over both the platform, as every
 * official chart layers them. What a control plane adds to the profile of the charts, `PROFILES[profile].values`, is not in it.
 */
export function chartLayers(choices: Choices): ChartOverrides {
  const { compatibilityVersion } = choices;
  const { chart }: Profile = PROFILES[choices.profile ?? 'default'];
  const platform = platformOf(choices);
  return layer<ChartOverrides>(
    {},
    chart === undefined ? undefined : chartProfile(chart),
    ...(compatibilityVersion === undefined ? [] : compatibilityOverrides(compatibilityVersion)),
    platform === undefined ? undefined : PLATFORMS[platform],
  );
}

function chartProfile(name: ChartProfileName): ChartOverrides {
  return CHART_PROFILES[name];
}

function unknown(field: string, name: string | undefined, known: readonly string[]): Problem[] {
  if (name === undefined || known.includes(name)) return [];
  return [{ field, problem: 'is unknown', got: name, fix: `use one of ${known.join(', ')}` }];
}

/** Choices before they are known to exist. */
type Written = { readonly [K in keyof Choices]?: string };

/** Problems of choices that were forced past the compiler, or come from a file. */
export function choiceProblems({ profile, platform, compatibilityVersion }: Written): Problem[] {
  return [
    ...unknown('profile', profile, Object.keys(PROFILES)),
    ...unknown('platform', platform, Object.keys(PLATFORMS)),
    ...unknown('compatibilityVersion', compatibilityVersion, COMPATIBILITY_VERSIONS),
  ];
}
