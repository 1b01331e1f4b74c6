import { Construct } from 'constructs';
import { type Problem, refuse } from '../../core/problem';
import { type PropNames, refuseProps } from '../../core/prop-names';
import type { Injector } from '../../install/injector';
import { Sidecar } from '../../networking/sidecar';
import type { SidecarHost } from '../../networking/sidecar-hosts';
import { Workload } from '../../networking/workload';
import { AuthorizationPolicy } from '../../security/authorization-policy';
import type { ServiceAccountObject } from '../../security/service-account';
import { DenyByDefault } from '../deny-by-default';
import { Caller } from './caller';
import { GraphWorkload } from './graph-workload';
import { NetworkPolicy, type PodPorts } from './network-policy';
import type { GraphRef } from './pods';

/** Port of istiod for configuration and certificates. */
const ISTIOD_PORT = 15012;
const DNS_PORT = 53;

/** Props of a CallGraph. */
export interface CallGraphProps {
  /** The control plane that the proxies of the workloads talk to. */
  readonly controlPlane: Injector;
  /**
   * Whether proxies know what their workload calls and nothing else; then it cannot be reached either, not even in the world outside.
   * @default true
   */
  readonly sidecars?: boolean;
  /**
   * Whether the network lets through what is declared, and what proxies themselves need, and nothing else. It takes a network plugin that
   * obeys.
   * @default true
   */
  readonly networkPolicies?: boolean;
  /**
   * Hosts that every workload may reach beside what it calls, such as a collector of traces, for their proxies.
   * @default none
   */
  readonly everybodyCalls?: readonly SidecarHost[];
  /** Namespace whose pods answer DNS. @default kube-system */
  readonly dnsNamespace?: string;
}

const NAMES: PropNames<CallGraphProps> = {
  controlPlane: 'required',
  sidecars: 'optional',
  networkPolicies: 'optional',
  everybodyCalls: 'optional list',
  dnsNamespace: 'optional',
};

/**
 * Who calls whom. From it follow, for each workload, an AuthorizationPolicy that lets its callers in and nobody else, a Sidecar by which
 * its proxy knows what it calls and nothing else, and a NetworkPolicy. In the namespaces of the workloads, requests to all others are
 * refused.
 */
export class CallGraph extends Construct {
  private readonly workloads: Caller[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CallGraphProps,
  ) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
  }

  /**
   * A workload that is called, and may call others. Its Services, ports and account are those that the program has by now.
   * @param name of the workload in the graph; the objects that are made for it begin with it
   * @throws InvalidProps when the pods have no ServiceAccount of their own, so that nobody could tell their calls from others
   */
  workload(name: string, ref: GraphRef): GraphWorkload {
    const { sidecars = true, networkPolicies = true } = this.props;
    const workload = new GraphWorkload(this.node.path, name, ref);
    const { namespace } = workload.pods;
    this.closeNamespace(namespace);
    this.add(workload);
    const metadata = { namespace };
    new AuthorizationPolicy(this, `${name}-callers`, {
      metadata,
      selector: 'node' in ref ? Workload.of(ref) : Workload.unchecked(ref.labels),
      get rules() {
        return workload.rules;
      },
    });
    if (sidecars) this.addSidecar(`${name}-calls`, workload, metadata);
    if (networkPolicies) this.addNetworkPolicy(`${name}-calls`, workload);
    return workload;
  }

  /**
   * Somebody who calls workloads of the graph and for whom nothing is made, such as a gateway.
   * @param name by which errors call it
   * @throws InvalidProps when the pods have no ServiceAccount of their own
   */
  caller(name: string, ref: GraphRef): Caller {
    const caller = new Caller(this.node.path, name, ref);
    this.add(caller);
    return caller;
  }

  /** Calls are told by the account of who makes them, so no two workloads can have the same. */
  private add(caller: Caller): void {
    const isSame = (a: ServiceAccountObject) => (b: ServiceAccountObject) =>
      a.name === b.name && a.metadata.namespace === b.metadata.namespace;
    const problems = caller.accounts.flatMap((account): Problem[] => {
      const other = this.workloads.find(({ accounts }) => accounts.some(isSame(account)));
      if (other === undefined) return [];
      const fix = 'give each its own, or make one workload of the two';
      return [{ field: caller.name, problem: `has the ServiceAccount of ${other.name}`, got: account.name, fix }];
    });
    refuse(this.node.path, problems);
    this.workloads.push(caller);
  }

  private closeNamespace(namespace: string | undefined): void {
    const id = `namespace-${namespace}`;
    if (namespace === undefined || this.node.tryFindChild(id) !== undefined) return;
    new DenyByDefault(new Construct(this, id), `${this.node.id}-and-nothing-else`, { namespace });
  }

  private addSidecar(id: string, workload: GraphWorkload, metadata: { readonly namespace: string | undefined }): void {
    const { everybodyCalls = [] } = this.props;
    new Sidecar(new Construct(this, `${id}-scope`), id, {
      metadata,
      workloadSelector: { labels: workload.pods.labels },
      egress: [
        {
          get hosts() {
            const hosts: readonly SidecarHost[] = [...workload.hosts, ...everybodyCalls];
            return hosts.length > 0 ? hosts : ['~/*'];
          },
        },
      ] as never,
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
  }

  private addNetworkPolicy(id: string, workload: GraphWorkload): void {
    const { controlPlane, dnsNamespace = 'kube-system' } = this.props;
    const needed: readonly PodPorts[] = [
      { peer: { namespace: dnsNamespace, labels: {} }, ports: [DNS_PORT], protocols: ['UDP', 'TCP'] },
      { peer: { namespace: controlPlane.namespace, labels: { app: 'istiod' } }, ports: [ISTIOD_PORT] },
    ];
    new NetworkPolicy(this, id, {
      namespace: workload.pods.namespace,
      labels: workload.pods.labels,
      get ingress() {
        return workload.ingress;
      },
      get egress() {
        return [...needed, ...workload.egress];
      },
    });
  }
}
