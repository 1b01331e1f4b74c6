import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { labelProblems } from '../core/labels';
import { labelNameProblems } from '../core/names';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { Resource, type ResourceMetadata } from '../core/resource';
import { ambientProblems } from './ambient';
import type { Injector } from './injector';
import { type Labels, revisionLabel } from './labels';
import type { ServedNamespace } from './served-namespace';
import type { LabelSelector } from './values';

const GATEWAY = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' };

/** Where ztunnel and other waypoints send what they encrypt. */
const HBONE_PORT = 15008;

/** The label that every namespace has its name in. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Props of a Waypoint. */
export interface WaypointProps {
  /** The control plane that deploys it, or a tag of it, to move on with that. */
  readonly controlPlane: Injector;
  /**
   * Namespaces all of whose Services use it.
   * @default none; single Services and pods use it by the labels of `usedBy()`
   */
  readonly serves?: readonly ServedNamespace[];
  /**
   * Whether what comes into `serves` by a gateway goes through it as well.
   * @default false
   */
  readonly ingress?: boolean;
  /**
   * What it stands before: what is sent to Services, to pods by their own address, to both, or nothing.
   * @default service
   */
  readonly for?: 'service' | 'workload' | 'all' | 'none';
  /**
   * Namespaces whose Services and pods may use it: its own, all, or those with certain labels.
   * @default its own and those that it serves
   */
  readonly allowedNamespaces?: 'Same' | 'All' | LabelSelector;
  /** @default the construct id as the name; the namespace of the chart, where that has none the first one that it serves */
  readonly metadata?: ResourceMetadata;
}

function metadataOf(scope: Construct, { controlPlane, for: traffic, metadata, serves = [] }: WaypointProps): ResourceMetadata {
  const labels = {
    ...(traffic !== undefined && { 'istio.io/waypoint-for': traffic }),
    ...(controlPlane.revision !== '' && { 'istio.io/rev': revisionLabel(controlPlane.revision) }),
    ...metadata?.labels,
  };
  const namespace = metadata?.namespace ?? Chart.of(scope).namespace ?? serves[0]?.name;
  return { ...metadata, namespace, ...(Object.keys(labels).length > 0 && { labels }) };
}

function nameProblems(name: string): Problem[] {
  if (name !== 'none') return labelNameProblems('metadata.name', name);
  return [{ field: 'metadata.name', problem: 'means no waypoint at all', got: name, fix: 'use another name' }];
}

function servedProblems({ serves = [], ingress = false }: WaypointProps): Problem[] {
  const problems: Problem[] = serves.flatMap((namespace, i) =>
    namespace.dataplane === 'ambient'
      ? []
      : [
          {
            field: `serves[${i}]`,
            problem: 'is a namespace whose traffic ztunnel does not carry',
            got: namespace.name,
            fix: "set dataplane 'ambient' there",
          },
        ],
  );
  if (ingress && serves.length === 0) {
    problems.push({ field: 'ingress', problem: 'is about namespaces that it serves', got: true, fix: 'list them in serves' });
  }
  return problems;
}

const NAMES: PropNames<WaypointProps> = {
  controlPlane: 'required',
  serves: 'optional list',
  ingress: 'optional',
  for: 'optional',
  allowedNamespaces: 'optional',
  metadata: 'optional',
};

/**
 * A proxy for what ztunnel does not do: routes, retries, faults, HTTP authorization. istiod deploys it for this Gateway, which takes the
 * CRDs of the Gateway API in the cluster.
 */
export class Waypoint extends Resource {
  readonly #allowed: NonNullable<WaypointProps['allowedNamespaces']>;

  /** @throws InvalidProps when the control plane or a namespace is not for pods without sidecars, or a name is none */
  constructor(scope: Construct, id: string, props: WaypointProps) {
    refuseProps(pathOf(scope, id), NAMES, props);
    super(scope, id, GATEWAY, metadataOf(scope, props));
    const { controlPlane, ingress = false, metadata, serves = [] } = props;
    this.#allowed = props.allowedNamespaces ?? this.allowedBy(serves);
    refuse(this.node.path, [
      ...nameProblems(this.name),
      ...labelProblems('metadata.labels', metadata?.labels),
      ...ambientProblems(controlPlane),
      ...servedProblems(props),
    ]);
    for (const namespace of serves) namespace.useWaypoint(this, ingress);
  }

  /**
   * Labels of what uses this waypoint: a Service, a ServiceEntry, a pod, or a namespace that is not of this program.
   * @param namespace in which that is, or which that is
   * @throws InvalidProps when the waypoint does not take that namespace, or its own is not known
   */
  usedBy(namespace: string): Labels {
    const labels: Labels = { 'istio.io/use-waypoint': this.name };
    if (this.namespace === namespace) return labels;
    refuse(this.node.path, this.useProblems(namespace));
    return { ...labels, 'istio.io/use-waypoint-namespace': this.namespace! };
  }

  private allowedBy(serves: readonly ServedNamespace[]): 'Same' | LabelSelector {
    const names = serves.map(({ name }) => name).filter((name) => name !== this.namespace);
    if (names.length === 0 || this.namespace === undefined) return 'Same';
    return { matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: [this.namespace, ...names] }] };
  }

  private useProblems(namespace: string): Problem[] {
    if (this.namespace === undefined) {
      const fix = 'set it, or the namespace of the chart';
      return [{ field: 'metadata.namespace', problem: 'is missing, so nothing can refer to the waypoint', fix }];
    }
    if (this.#allowed !== 'Same') return [];
    const problem = `leaves out namespace ${namespace}, which is to use the waypoint`;
    return [{ field: 'allowedNamespaces', problem, got: this.#allowed, fix: "set it to 'All', or to labels of that namespace" }];
  }

  protected toSpec(): object {
    const allowed = this.#allowed;
    const namespaces = typeof allowed === 'string' ? { from: allowed } : { from: 'Selector', selector: allowed };
    const allowedRoutes = allowed === 'Same' ? undefined : { namespaces };
    return {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: HBONE_PORT, protocol: 'HBONE', allowedRoutes }],
    };
  }
}
