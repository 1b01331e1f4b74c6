import type { Construct } from 'constructs';
import { Sidecar as Api, type SidecarSpec } from '../../imports/networking.istio.io';
import { sidecarProblems } from '../admission/sidecar';
import type { AtLeastOneOf } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import { type Problem, refuse } from '../core/problem';
import { listProblems } from '../core/prop-names';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { ConnectionPool } from './connection-pool';
import { type Destination, destinationProblems } from './destination';
import { selectedWorkloads, selectedWorkloadsProblems, type WorkloadLabelsRef } from './selected-workloads';
import { ExceptedHosts, type HostsRef, hostRefProblems, hostTexts } from './sidecar-hosts';
import type { EgressListener, IngressListener, PortEgressListener } from './sidecar-listeners';

interface AllowAny {
  /** Hosts that the Sidecar does not know are reached as they are. */
  readonly mode: 'ALLOW_ANY';
  /**
   * Where requests to them go instead, with their port: an egress gateway, for example. Give the Sidecar `egress` hosts of its own as well:
   * istiod 1.31 hands the same HTTP routes to all proxies that know the same Services, whatever this says.
   * @default where they were sent to
   */
  readonly egressProxy?: Destination;
}

interface RegistryOnly {
  /** Hosts that the Sidecar does not know are not reached. */
  readonly mode: 'REGISTRY_ONLY';
}

/** What becomes of requests to hosts that a Sidecar does not know. */
export type OutboundTrafficPolicy = OneShapeOf<AllowAny | RegistryOnly>;

interface Settings {
  /**
   * What the workloads can reach: listeners for single ports, and one for all others at the end. Where a host is in several, the one
   * with its port counts. Not empty.
   * @default that of the Sidecar for the namespace, then of the root namespace, then every host that is exported to the namespace
   */
  egress: readonly [...PortEgressListener[], EgressListener];
  /** Ports on which requests are taken. It replaces those of the workload's Services. Not empty. @default the ports of its Services */
  ingress: readonly [IngressListener, ...IngressListener[]];
  /** What becomes of requests to hosts that the Sidecar does not know. @default by the mesh config, where it is ALLOW_ANY by default */
  outboundTrafficPolicy: OutboundTrafficPolicy;
  /**
   * Limits of connections and requests to the workload, on ports that have none of their own in `ingress`.
   * @default those of DestinationRules for its Services
   */
  inboundConnectionPool: ConnectionPool;
}

/** Props of a Sidecar. One of `egress`, `ingress`, `outboundTrafficPolicy`, `inboundConnectionPool` must be there. */
export type SidecarProps = ResourceProps & {
  /** The workloads that it is for, in this namespace. @default all that no other Sidecar selects; in the root namespace all of the mesh */
  readonly workloadSelector?: WorkloadLabelsRef;
} & AtLeastOneOf<Settings>;

/**
 * What the proxies of some workloads know, and so what the workloads can reach; and on which ports they take requests.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export class Sidecar extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: SidecarProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuse(this.node.path, [
      ...listProblems(['egress', 'ingress'], definition),
      ...[definition.egress ?? []].flat().flatMap((listener, i) => listProblems(['hosts'], listener, `egress[${i}]`)),
    ]);
    const references = (definition.egress ?? []).flatMap(({ hosts }, i) =>
      hosts.flatMap((host, j) => hostRefProblems(`egress[${i}].hosts[${j}]`, host)),
    );
    refuse(this.node.path, references);
    refuseSpec(this, this.toSpec(), sidecarProblems);
  }

  /** A Service, ServiceEntry or Namespace that is left out of the other hosts of a listener. */
  static except(hosts: HostsRef): ExceptedHosts {
    return new ExceptedHosts(hosts);
  }

  private get egress() {
    return this.definition.egress?.map((listener) => ({
      ...listener,
      hosts: listener.hosts.flatMap((host) => hostTexts(host, this.namespace)),
    }));
  }

  /** The policy for unknown hosts. The mesh does not complete the name of the proxy, so it is written in full. */
  private get outboundTrafficPolicy() {
    const policy = this.definition.outboundTrafficPolicy;
    if (policy?.egressProxy === undefined) return policy;
    const host = policy.egressProxy.hostSeenFrom(this.namespace).qualified;
    return { ...policy, egressProxy: { ...policy.egressProxy.toWire(this.namespace), host } };
  }

  protected override check(): Problem[] {
    const { outboundTrafficPolicy, workloadSelector } = this.definition;
    const proxy = outboundTrafficPolicy?.egressProxy;
    return [
      ...selectedWorkloadsProblems('workloadSelector', workloadSelector, this.namespace),
      ...(proxy === undefined ? [] : destinationProblems('outboundTrafficPolicy.egressProxy', proxy, this)),
    ];
  }

  protected override toSpec(): Wire<SidecarSpec> {
    const { egress, outboundTrafficPolicy } = this;
    const workloadSelector = selectedWorkloads(this.definition.workloadSelector);
    const spec = { ...this.definition, metadata: undefined, workloadSelector, egress, outboundTrafficPolicy };
    return toWire(spec, this.namespace) as Wire<SidecarSpec>;
  }
}
