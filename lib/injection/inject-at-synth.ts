import type { Construct } from 'constructs';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Injector } from '../install/injector';
import { adoptWorkloads } from './adopt-workloads';
import { injectorIn } from './injector-in';
import type { InjectorOfProps } from './injector-of';

/** Who injects, and whom. */
export interface InjectAtSynthProps extends Omit<InjectorOfProps, 'mesh' | 'seesDefaults'> {
  /** The control plane whose values, templates and mesh configuration count, or a tag of it. Its revision is the one that the pods ask. */
  readonly controlPlane: Injector;
  /**
   * Only workloads of this namespace, and those that name none.
   * @default every workload below the scope
   */
  readonly namespace?: string;
}

const NAMES: PropNames<InjectAtSynthProps> = { controlPlane: 'required', namespace: 'optional', nativeSidecars: 'optional' };

/**
 * Puts the sidecars into the manifests themselves, so that the final pods are in the review and no webhook has to run: every workload
 * below the scope comes out as istiod's webhook would make it, also those that are added later. Labels and annotations of the
 * pods count as they do there. `injection: 'synth'` of a MeshNamespace does this for a namespace of the program; this is for a chart
 * whose namespace is not.
 *
 * The pods carry `sidecar.istio.io/inject: "false"`, so that no webhook injects them again; not where the CNI plugin is in use, which
 * would leave them alone too: there a webhook that meets them makes the same pod once more.
 *
 * What istiod refuses about a pod is reported when the program is validated, with the construct path.
 */
export function injectAtSynth(scope: Construct, props: InjectAtSynthProps): void {
  refuseProps('injectAtSynth', NAMES, props);
  const { controlPlane, namespace, ...choices } = props;
  const isOurs = (name: string | undefined) => namespace === undefined || name === undefined || name === namespace;
  adoptWorkloads(scope, isOurs, () => ({ ...injectorIn(controlPlane, choices), namespace }));
}
