import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { type Problem, refuse } from '../core/problem';
import { missingProblems } from '../core/prop-names';
import { type CniProps, type CniValues, cniManifests, cniProblems, resolveCniValues } from './cni';
import type { IstioControlPlane } from './istio-control-plane';
import { CNI_VALUES } from './kinds/chart-values';
import { ANYTHING, fields, TEXT } from './kinds/kind';
import { unknownNames } from './kinds/unknown-names';
import type { Overrides } from './layering';

/** Props of an IstioCni: where it belongs, and any value of the official chart `cni` under the chart's name. */
export interface IstioCniProps extends Omit<CniProps, 'profile' | 'platform' | 'compatibilityVersion'> {
  /**
   * The control plane whose pods the agent takes into the mesh. Profile, platform, images and what else it says for all parts of the
   * mesh hold here too. Of several revisions, name the newest: one agent serves them all.
   */
  readonly controlPlane: IstioControlPlane;
  /**
   * Namespace of the objects.
   * @default that of the control plane; kube-system on OpenShift, where pods with its rights have to be
   */
  readonly namespace?: string;
}

/** What the control plane says for all parts of the mesh. */
function shared({ values: { global, revision } }: IstioControlPlane): Overrides<CniValues> {
  const { hub, tag, variant, imagePullPolicy, imagePullSecrets, logAsJson, nativeNftables, networkPolicy, resourceScope } =
    global;
  return {
    revision,
    global: { hub, tag, variant, imagePullPolicy, imagePullSecrets, logAsJson, nativeNftables, networkPolicy, resourceScope },
  };
}

/** Sidecars that rely on an agent which nothing calls, or which is called another way, would never start. */
function providerProblems({ provider }: CniValues, { node, values }: IstioControlPlane): Problem[] {
  const { cni } = values.pilot;
  if (!cni.enabled || cni.provider === provider) return [];
  const problem = `is not pilot.cni.provider of ${node.path}, which is ${cni.provider}`;
  return [{ field: 'provider', problem, got: provider, fix: 'use the same one' }];
}

const PROPS = fields({ controlPlane: ANYTHING, namespace: TEXT, ...CNI_VALUES.fields });

/**
 * The agent that redirects the traffic of pods on every node: what the official chart `cni` installs. Pods with sidecars then need no
 * privileged init container; pods without are handed to ztunnel.
 */
export class IstioCni extends Construct {
  readonly namespace: string;
  /** Every value of the chart, resolved. */
  readonly values: CniValues;

  /** @throws InvalidProps with everything that cannot be right in the props */
  constructor(scope: Construct, id: string, props: IstioCniProps) {
    super(scope, id);
    refuse(this.node.path, [...unknownNames(PROPS, props ?? {}), ...missingProblems(['controlPlane'], props)]);
    const { controlPlane, namespace, ...written } = props;
    const onOpenShift = controlPlane.values.global.platform === 'openshift';
    this.namespace = namespace ?? (onOpenShift ? 'kube-system' : controlPlane.namespace);
    this.values = resolveCniValues({ ...written, ...controlPlane.choices }, shared(controlPlane));
    const agent = { release: 'istio-cni', namespace: this.namespace, values: this.values };
    refuse(this.node.path, [...cniProblems(agent), ...providerProblems(this.values, controlPlane)]);
    emit(this, cniManifests(agent));
  }
}
