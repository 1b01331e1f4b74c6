import type { ComponentSwitches, IstioControlPlaneProps } from './istio-control-plane-props';
import { layer, type Overrides } from './layering';
import type { Components, Profile } from './profiles';
import { ISTIOD_DEFAULTS, type IstiodValues } from './values';

/** The values of a control plane: the defaults, the profile laid over them, and the props laid over both. */
export function resolveValues(props: IstioControlPlaneProps, { values }: Profile): IstiodValues {
  const {
    profile: _profile,
    components: _components,
    createNamespace: _createNamespace,
    crds: _crds,
    namespace: istioNamespace,
    hub,
    tag,
    revision,
    global,
    ...written
  } = props;
  const user: Overrides<IstiodValues> = {
    ...(written as Overrides<IstiodValues>),
    revision: revision === 'default' ? '' : revision,
    global: { ...global, istioNamespace, hub, tag },
  };
  const resolved = layer<IstiodValues>(ISTIOD_DEFAULTS, values as Overrides<IstiodValues>, user);
  // A `null` in a class is for istiod, which takes away what it would set.
  return { ...resolved, gatewayClasses: props.gatewayClasses ?? resolved.gatewayClasses };
}

/** The parts that are emitted. */
export function resolveComponents({ base, pilot }: ComponentSwitches = {}, { components }: Profile): Components {
  return { base: base?.enabled ?? components.base, pilot: pilot?.enabled ?? components.pilot };
}
