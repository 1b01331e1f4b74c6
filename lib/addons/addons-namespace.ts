import { Namespace } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { refuse } from '../core/problem';
import type { IstioControlPlane } from '../install/istio-control-plane';
import { type ImageSource, imageSourceProblems } from './images';

/** Props of an AddonsNamespace. */
export interface AddonsNamespaceProps {
  /** The mesh that is watched. */
  readonly controlPlane: IstioControlPlane;
  /** Name of the namespace. @default the construct id */
  readonly name?: string;
  /** Where the images of all addons come from. @default their own registries, by tag */
  readonly images?: ImageSource;
}

/**
 * The namespace of the programs that watch a mesh. Its pods get no sidecar, and must fulfil the Pod Security Standard `restricted`, which
 * all addons here do.
 */
export class AddonsNamespace extends Construct {
  readonly name: string;
  readonly controlPlane: IstioControlPlane;
  readonly images: ImageSource;

  /** @throws InvalidProps when an image source is none */
  constructor(scope: Construct, id: string, { controlPlane, name = id, images = {} }: AddonsNamespaceProps) {
    super(scope, id);
    refuse(this.node.path, imageSourceProblems('images', images));
    this.name = name;
    this.controlPlane = controlPlane;
    this.images = images;
    const labels = { 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': 'restricted' };
    new Namespace(this, 'namespace', { metadata: { name, labels } });
  }
}
