import type { MeshConfig } from '../../imports/mesh-config';
import { injectionRules, injectorValues } from '../install/injection/injection-rules';
import type { Injector as ControlPlane } from '../install/injector';
import { effectiveMeshConfig } from '../install/istiod/mesh-config';
import type { IstiodValues } from '../install/values';
import type { InjectObjectProps } from './inject-object';
import { Injector, type InjectorValues } from './injector';

export interface InjectorOfProps {
  /**
   * The mesh configuration as istiod reads it.
   * @default what follows from the values
   */
  readonly mesh?: MeshConfig;
  /**
   * Whether the proxy is an init container that keeps running. istiod makes it one where all nodes run Kubernetes 1.33 or later;
   * nothing offline knows the nodes.
   * @default what `pilot.env.ENABLE_NATIVE_SIDECARS` says; false where that says `auto` or nothing
   */
  readonly nativeSidecars?: boolean;
  /**
   * Whether pods are seen as the webhook sees them, with the defaults that the API server fills in before; `istioctl kube-inject` sees
   * them as they are written.
   * @default false
   */
  readonly seesDefaults?: boolean;
}

/** The injector that istiod would be with these values, and whom it would inject. */
export function injectorOf(
  values: IstiodValues,
  { mesh, nativeSidecars, seesDefaults }: InjectorOfProps = {},
): InjectObjectProps {
  const { policy, alwaysInjectSelector, neverInjectSelector, defaultTemplates, injectedAnnotations } = injectionRules(values);
  const { env, cni } = values.pilot;
  const injector = new Injector({
    values: injectorValues(values) as InjectorValues,
    mesh: mesh ?? effectiveMeshConfig(values),
    revision: values.revision,
    defaultTemplates,
    injectedAnnotations,
    ...values.injection,
    seesDefaults,
    nativeSidecars: nativeSidecars ?? String(env.ENABLE_NATIVE_SIDECARS) === 'true',
    compliancePolicy: env.COMPLIANCE_POLICY === undefined ? undefined : String(env.COMPLIANCE_POLICY),
  });
  return { injector, policy: { policy, alwaysInjectSelector, neverInjectSelector }, marks: !cni.enabled };
}

/** The injector that the istiod of a program is, as far as the program is complete. */
export function injectorIn(controlPlane: ControlPlane, choices: Pick<InjectorOfProps, 'nativeSidecars'> = {}): InjectObjectProps {
  return injectorOf(controlPlane.values, { ...choices, seesDefaults: true });
}
