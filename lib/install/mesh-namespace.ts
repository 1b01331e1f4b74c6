import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { labelNameProblems } from '../core/names';
import { refuse } from '../core/problem';
import type { IstioControlPlane } from './istio-control-plane';

/** Props of a MeshNamespace. */
export interface MeshNamespaceProps {
  /**
   * The control plane whose injector gives every pod of the namespace a sidecar.
   * @default none, pods stay as they are unless they ask for one themselves
   */
  readonly injectedBy?: IstioControlPlane;
  /** @default none beside those of injection */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A namespace of the mesh. The construct id is its name. */
export class MeshNamespace extends Construct {
  readonly name: string;

  /** @throws InvalidProps when the id is no name of a namespace */
  constructor(scope: Construct, id: string, { injectedBy, labels, annotations }: MeshNamespaceProps = {}) {
    super(scope, id);
    refuse(this.node.path, labelNameProblems('id', id));
    this.name = id;
    const metadata = { name: id, labels: { ...injectedBy?.injectionLabels, ...labels }, annotations };
    emit(this, [{ apiVersion: 'v1', kind: 'Namespace', metadata }]);
  }
}
