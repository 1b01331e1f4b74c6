import type { Construct } from 'constructs';
import { ServiceEntry as Api, type ServiceEntrySpec } from '../../imports/networking.istio.io';
import { serviceEntryProblems } from '../admission/service-entry';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { Destination } from './destination';
import { knownPortProblems, portNumber } from './named-port';
import { selectedWorkloads, selectedWorkloadsProblems } from './selected-workloads';
import type { ServiceEntryProps } from './service-entry-props';
import { ServiceHost } from './service-host';
import { accountName } from './workload-account';

export type { ServiceEntryProps };

/**
 * A service that Kubernetes does not know, made known to the mesh.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ServiceEntry extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: ServiceEntryProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    const { namespace, name } = this;
    const labels = definition.metadata?.labels;
    refuseSpec(this, this.toSpec(), (spec) => serviceEntryProblems(spec, { namespace, name, labels }));
  }

  /** All hosts of the service, with those that rules cannot refer to. */
  get hosts(): NonEmpty<string> {
    return this.definition.hosts;
  }

  /**
   * The first host of the service.
   * @throws InvalidProps when its name has no dot: rules would take it for a Service of their namespace
   */
  get host(): ServiceHost {
    const [host] = this.definition.hosts;
    if (!host.includes('.')) {
      const fix = 'give the service a name with a dot as its first host';
      refuse(this.node.path, [{ field: 'hosts[0]', problem: 'cannot be referred to by rules', got: host, fix }]);
    }
    return new ServiceHost(host, undefined);
  }

  /**
   * The first host of the service, as the destination of a route.
   * @param port number or name of the service's port; may be left out where it has only one
   * @throws InvalidProps when the service has no such port
   */
  destination(port?: number | string): Destination {
    const ports = (this.definition.ports ?? []).map(({ name, number }) => ({ name, port: number }));
    refuse(this.node.path, knownPortProblems('port', port, ports));
    return Destination.of(this.host, undefined, portNumber(port, ports));
  }

  protected override check(): Problem[] {
    return selectedWorkloadsProblems('workloadSelector', this.definition.workloadSelector, this.namespace);
  }

  protected override toSpec(): Wire<ServiceEntrySpec> {
    const { metadata: _, ...props } = this.definition;
    const endpoints = props.endpoints?.map((endpoint) => ({ ...endpoint, serviceAccount: accountName(endpoint.serviceAccount) }));
    const workloadSelector = selectedWorkloads(props.workloadSelector);
    return toWire({ ...props, workloadSelector, endpoints }, this.namespace) as Wire<ServiceEntrySpec>;
  }
}
