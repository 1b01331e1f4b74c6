import type { MeshConfig } from '../../../imports/mesh-config';
import { injectObject } from '../../../lib/injection/inject-object';
import { Injector, type InjectorValues } from '../../../lib/injection/injector';
import type { KubeObject } from '../../../lib/injection/workloads';
import type { Injected } from './compare';
import type { InjectionCase } from './pods';

/** As `istioctl kube-inject` has it: it injects every pod that does not refuse, and marks none. */
const KUBE_INJECT = {
  policy: { policy: 'enabled', neverInjectSelector: [], alwaysInjectSelector: [] },
  marks: false,
};

/** What our injector makes of the pod, without istiod. */
export function injectedByUs(one: InjectionCase, { mesh, values }: { mesh: object; values: object }): Injected {
  const { env = {}, pod, templates } = one;
  try {
    const injector = new Injector({
      values: values as InjectorValues,
      mesh: mesh as MeshConfig,
      revision: '',
      nativeSidecars: env.ENABLE_NATIVE_SIDECARS === 'true',
      compliancePolicy: env.COMPLIANCE_POLICY,
      templates,
    });
    return injectObject(pod as KubeObject, { ...KUBE_INJECT, injector });
  } catch (error) {
    return (error as Error).message;
  }
}
