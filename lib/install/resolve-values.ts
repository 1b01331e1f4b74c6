import type { MeshConfig } from '../../imports/mesh-config';
import { type ChartOverrides, type Choices, chartLayers, platformOf } from './chart-layers';
import { injectionValues, webhookOverrides } from './injection-props';
import type { ComponentSwitches, IstioControlPlaneProps } from './istio-control-plane-props';
import { layer, type Overrides } from './layering';
import { PRESETS } from './presets';
import { type Components, PROFILES, type Profile } from './profiles';
import { ISTIOD_DEFAULTS, type IstiodValues } from './values';

/** A difference on the values of a control plane. */
export interface IstiodOverrides extends Overrides<Omit<IstiodValues, 'meshConfig' | 'gatewayClasses' | 'injection'>> {
  readonly meshConfig?: MeshConfig;
  readonly gatewayClasses?: IstiodValues['gatewayClasses'];
}

/** The part of a difference on all charts that is about istiod: what stands under `pilot` is stronger than what stands beside it. */
export function istiodPart({ configMap, trustedZtunnelNamespace, pilot, ...overrides }: ChartOverrides): IstiodOverrides {
  const { global, meshConfig, istiodRemote, telemetry, experimental } = overrides;
  return {
    global,
    meshConfig,
    istiodRemote,
    telemetry,
    experimental,
    pilot: { configMap, trustedZtunnelNamespace, ...pilot },
  };
}

/** What the defaults of all charts depend on, with the platform wherever it was named. */
export function choicesOf({ profile = 'default', platform, compatibilityVersion, global }: IstioControlPlaneProps): Choices {
  return { profile, platform: platform ?? (global?.platform || undefined), compatibilityVersion };
}

/** The values of a control plane: the defaults, over them profile, compatibility version, platform and preset, over all the props. */
export function resolveValues(props: IstioControlPlaneProps): IstiodValues {
  const {
    profile: _profile,
    platform: _platform,
    compatibilityVersion: _compatibilityVersion,
    preset,
    components: _components,
    createNamespace: _createNamespace,
    crds: _crds,
    valuesConfigMap: _valuesConfigMap,
    namespace: istioNamespace,
    hub,
    tag,
    revision,
    global,
    sidecarInjectorWebhook,
    ...written
  } = props;
  const choices = choicesOf(props);
  const profile: Profile = PROFILES[choices.profile ?? 'default'];
  const user: Overrides<IstiodValues> = {
    ...(written as Overrides<IstiodValues>),
    sidecarInjectorWebhook: webhookOverrides(sidecarInjectorWebhook),
    revision: revision === 'default' ? '' : revision,
    global: { ...global, platform: platformOf(choices) ?? global?.platform, istioNamespace, hub, tag },
  };
  const layers = [
    istiodPart(chartLayers(choices)),
    istiodPart(profile.values),
    preset === undefined ? undefined : PRESETS[preset],
  ];
  const resolved = layer<IstiodValues>(ISTIOD_DEFAULTS, ...(layers as (Overrides<IstiodValues> | undefined)[]), user);
  return {
    ...resolved,
    // A `null` in a class or a template is for istiod, which takes away what it would set.
    gatewayClasses: props.gatewayClasses ?? resolved.gatewayClasses,
    injection: injectionValues(sidecarInjectorWebhook),
  };
}

/** The parts that are emitted. */
export function resolveComponents({ base, pilot }: ComponentSwitches = {}, { components }: Profile): Components {
  return { base: base?.enabled ?? components.base, pilot: pilot?.enabled ?? components.pilot };
}
