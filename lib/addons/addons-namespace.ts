import { Namespace } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { IstioControlPlane } from '../install/istio-control-plane';

/** Props of an AddonsNamespace. */
export interface AddonsNamespaceProps {
  /** The mesh that is watched. */
  readonly controlPlane: IstioControlPlane;
  /** Name of the namespace. @default the construct id */
  readonly name?: string;
}

const NAMES: PropNames<AddonsNamespaceProps> = { controlPlane: 'required', name: 'optional' };

/**
 * The namespace of the programs that watch a mesh. Its pods get no sidecar, and must fulfil the Pod Security Standard `restricted`, which
 * all addons here do.
 */
export class AddonsNamespace extends Construct {
  readonly name: string;
  readonly controlPlane: IstioControlPlane;

  constructor(scope: Construct, id: string, props: AddonsNamespaceProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane, name = id } = props;
    this.name = name;
    this.controlPlane = controlPlane;
    const labels = { 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': 'restricted' };
    new Namespace(this, 'namespace', { metadata: { name, labels } });
  }
}
