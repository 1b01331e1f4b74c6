import type { MeshConfig } from '../../imports/mesh-config';
import { injectorConfig, injectorValues } from '../install/injection';
import type { CustomTemplate } from '../install/injection/custom-template';
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
   * Templates of one's own by name. For istiod the same ones are in `sidecarInjectorWebhook.templates`, printed by `templateText`.
   * @default none
   */
  readonly templates?: Readonly<Record<string, CustomTemplate>>;
  /**
   * Names that stand for one or more templates.
   * @default none
   */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** The injector that istiod would be with these values, and whom it would inject. */
export function injectorOf(
  values: IstiodValues,
  { mesh, nativeSidecars, templates, aliases }: InjectorOfProps = {},
): InjectObjectProps {
  const { policy, alwaysInjectSelector, neverInjectSelector, defaultTemplates, injectedAnnotations } = injectorConfig(values);
  const { env, cni } = values.pilot;
  const injector = new Injector({
    values: injectorValues(values) as InjectorValues,
    mesh: mesh ?? effectiveMeshConfig(values),
    revision: values.revision,
    defaultTemplates,
    injectedAnnotations,
    templates,
    aliases,
    nativeSidecars: nativeSidecars ?? String(env.ENABLE_NATIVE_SIDECARS) === 'true',
    compliancePolicy: env.COMPLIANCE_POLICY === undefined ? undefined : String(env.COMPLIANCE_POLICY),
  });
  return { injector, policy: { policy, alwaysInjectSelector, neverInjectSelector }, usesCni: cni.enabled };
}
