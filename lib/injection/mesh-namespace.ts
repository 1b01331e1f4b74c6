import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { type Labels, labelProblems } from '../core/labels';
import { labelNameProblems } from '../core/names';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Injector } from '../install/injector';
import type { Waypoint } from '../install/waypoint';
import { adoptWorkloads } from './adopt-workloads';
import { injectorIn } from './injector-in';

/** What carries the traffic of pods: a proxy in each of them, the ztunnel of their node, or nothing of the mesh. */
export type Dataplane = 'sidecar' | 'ambient' | 'none';

/** Props of a MeshNamespace. */
export interface MeshNamespaceProps {
  /**
   * The control plane whose injector gives every pod of the namespace a sidecar, or a tag of it, to move on with that.
   * @default none, pods stay as they are unless they ask for one themselves
   */
  readonly injectedBy?: Injector;
  /**
   * Who puts the sidecars into the pods of `injectedBy`. `webhook`: its injector in the cluster, when a pod is made. `synth`: this
   * program, into the manifests of all workloads of the namespace, in whatever chart they are; labels and annotations of the pods count
   * as they do there, and the namespace is labelled so that no webhook injects again. Pods that the program does not know stay as
   * they are then.
   * @default webhook
   */
  readonly injection?: 'webhook' | 'synth';
  /**
   * What carries the traffic of all pods. `sidecar` takes `injectedBy`; `ambient` takes an `IstioCni` and a `Ztunnel` in the cluster.
   * @default sidecar with `injectedBy`, else whatever the labels of a pod ask for
   */
  readonly dataplane?: Dataplane;
  /** @default none beside those that the other props make */
  readonly labels?: Labels;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

const MODE = 'istio.io/dataplane-mode';

/** What tells the webhooks of every revision to leave a namespace alone. */
const NO_WEBHOOK = { 'istio-injection': 'disabled' };

function dataplaneProblems({ dataplane, injectedBy, labels = {} }: MeshNamespaceProps): Problem[] {
  const problems: Problem[] = [];
  if (dataplane === 'sidecar' && injectedBy === undefined) {
    const problem = 'needs injectedBy, which says where sidecars come from';
    problems.push({ field: 'dataplane', problem, got: dataplane, fix: 'name a control plane or a tag of one there' });
  }
  if ((dataplane === 'ambient' || dataplane === 'none') && injectedBy !== undefined) {
    const problem = 'contradicts injectedBy, which gives every pod a sidecar';
    problems.push({ field: 'dataplane', problem, got: dataplane, fix: 'remove one of the two' });
  }
  if (dataplane !== undefined && labels[MODE] !== undefined) {
    problems.push({ field: `labels.${MODE}`, problem: 'is what dataplane says', got: labels[MODE], fix: 'remove the label' });
  }
  return problems;
}

function injectionProblems({ injectedBy, injection, labels = {} }: MeshNamespaceProps): Problem[] {
  if (injection === undefined) return [];
  if (injectedBy === undefined) {
    const problem = 'needs injectedBy, which says whose sidecars they are';
    return [{ field: 'injection', problem, got: injection, fix: 'name a control plane or a tag of one there' }];
  }
  return ['istio-injection', 'istio.io/rev'].flatMap((name) =>
    labels[name] === undefined
      ? []
      : [{ field: `labels.${name}`, problem: 'is what injection says', got: labels[name], fix: 'remove the label' }],
  );
}

const NAMES: PropNames<MeshNamespaceProps> = {
  injectedBy: 'optional',
  injection: 'optional',
  dataplane: 'optional',
  labels: 'optional',
  annotations: 'optional',
};

/** A namespace of the mesh. The construct id is its name. */
export class MeshNamespace extends Construct {
  /** It stands for its Namespace wherever one is referred to. */
  readonly kind = 'Namespace';
  readonly name: string;
  /** What carries the traffic of all pods; undefined leaves it to them. */
  readonly dataplane: Dataplane | undefined;
  #waypoint: Waypoint | undefined;

  /** @throws InvalidProps when the id is no name of a namespace, or props contradict each other */
  constructor(scope: Construct, id: string, props: MeshNamespaceProps = {}) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { annotations, dataplane, injectedBy, injection, labels } = props;
    refuse(this.node.path, [
      ...labelNameProblems('id', id),
      ...labelProblems('labels', labels),
      ...dataplaneProblems(props),
      ...injectionProblems(props),
    ]);
    this.name = id;
    this.dataplane = dataplane ?? (injectedBy === undefined ? undefined : 'sidecar');
    const mode = this.dataplane === 'sidecar' ? undefined : this.dataplane;
    const asking = injection === 'synth' ? NO_WEBHOOK : injectedBy?.injectionLabels;
    const ownLabels = { ...asking, ...(mode !== undefined && { [MODE]: mode }), ...labels };
    emit(this, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: id, labels: ownLabels, annotations } }]);
    if (injection === 'synth' && injectedBy !== undefined) this.#inject(injectedBy);
  }

  /** The workloads may be in any chart of the program. */
  #inject(injectedBy: Injector): void {
    const isHere = (namespace: string | undefined) => namespace === this.name;
    adoptWorkloads(this.node.root, isHere, () => ({ ...injectorIn(injectedBy), marks: false }));
  }

  /**
   * From now on, everything that is sent to Services of this namespace goes through the waypoint. `serves` of a Waypoint does this.
   * @param ingress whether what comes in by a gateway does so as well
   * @throws InvalidProps when there is a waypoint already
   */
  useWaypoint(waypoint: Waypoint, ingress: boolean): void {
    if (this.#waypoint !== undefined) {
      const problem = `is ${this.#waypoint.node.path} already`;
      const fix = 'let one of the two serve the namespace';
      refuse(this.node.path, [{ field: 'the waypoint', problem, got: waypoint.node.path, fix }]);
    }
    this.#waypoint = waypoint;
    const labels = { ...waypoint.usedBy(this.name), ...(ingress && { 'istio.io/ingress-use-waypoint': 'true' }) };
    const object = this.node.findChild(`Namespace.${this.name}`) as ApiObject;
    for (const [name, value] of Object.entries(labels)) object.metadata.addLabel(name, value);
  }
}
