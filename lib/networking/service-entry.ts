import type { Construct } from 'constructs';
import { ServiceEntry as Api, type ServiceEntrySpec } from '../../imports/networking.istio.io';
import { subnetProblems } from '../admission/addresses';
import { exportToProblems } from '../admission/export-to';
import { hostProblems, isDnsName } from '../admission/hosts';
import { tellsHostsApart } from '../admission/protocol';
import { labelProblems } from '../core/labels';
import { type Problem, refuse } from '../core/problem';
import { Resource } from '../core/resource';
import { emptyListProblems, sizeProblems } from '../core/sizes';
import { toWire, type Wire } from '../core/wire';
import { Destination } from './destination';
import type { ServiceEntryProps } from './service-entry-props';
import { ServiceHost } from './service-host';
import { servicePortsProblems } from './service-port';
import { endpointProblems } from './workload-endpoint';

export type { ServiceEntryProps };

const LONGEST_LIST = 256;
const LONGEST_ENDPOINTS = 4096;
const WAYPOINT = 'istio.io/use-waypoint';

function hostsProblems({ hosts, resolution, endpoints = [] }: ServiceEntryProps): Problem[] {
  const looksUpHosts = (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') && endpoints.length === 0;
  return [
    ...emptyListProblems('hosts', hosts, 'name the service'),
    ...sizeProblems('hosts', hosts, LONGEST_LIST),
    ...hosts.flatMap((host, i) => {
      const field = `hosts[${i}]`;
      if (host === '*')
        return [{ field, problem: 'is every host', got: host, fix: 'name the service, *.example.com for example' }];
      const problems = hostProblems(field, host);
      if (problems.length > 0 || !looksUpHosts || isDnsName(host)) return problems;
      return [{ field, problem: 'cannot be looked up in DNS', got: host, fix: 'name one host, or list endpoints' }];
    }),
  ];
}

function addressesProblems({ addresses = [], resolution = 'NONE' }: ServiceEntryProps): Problem[] {
  const fixed = resolution === 'NONE' || resolution === 'STATIC';
  return [
    ...sizeProblems('addresses', addresses, LONGEST_LIST),
    ...addresses.flatMap((address, i) => {
      const problems = subnetProblems(`addresses[${i}]`, address);
      if (fixed || problems.length > 0 || !address.includes('/')) return problems;
      const fix = 'use single addresses, or resolution NONE or STATIC';
      return [
        { field: `addresses[${i}]`, problem: `is a subnet, which ${resolution} resolution does not take`, got: address, fix },
      ];
    }),
  ];
}

function portsProblems({ ports = [], hosts, resolution = 'NONE' }: ServiceEntryProps): Problem[] {
  const alike = resolution === 'NONE' || hosts.length <= 1 ? -1 : ports.findIndex(({ protocol }) => !tellsHostsApart(protocol));
  const problem = 'cannot tell the hosts apart';
  const fix = 'declare an HTTP or TLS protocol, or give each host a ServiceEntry of its own';
  return [
    ...sizeProblems('ports', ports, LONGEST_LIST),
    ...servicePortsProblems('ports', ports),
    ...(alike === -1 ? [] : [{ field: `ports[${alike}].protocol`, problem, got: ports[alike]?.protocol, fix }]),
  ];
}

function endpointsProblems({ endpoints = [], ports = [], resolution }: ServiceEntryProps): Problem[] {
  const rules = { ports: ports.map(({ name }) => name), names: resolution !== 'STATIC' };
  return [
    ...sizeProblems('endpoints', endpoints, LONGEST_ENDPOINTS),
    ...endpoints.flatMap((endpoint, i) => endpointProblems(`endpoints[${i}]`, endpoint, rules)),
  ];
}

function waypointProblems({ location, resolution, metadata }: ServiceEntryProps): Problem[] {
  const waypoint = metadata?.labels?.[WAYPOINT] ?? 'none';
  if (resolution !== 'DYNAMIC_DNS' || location !== 'MESH_INTERNAL' || /^(none)?$/i.test(waypoint)) return [];
  const fix = `set it to MESH_EXTERNAL, or remove the label ${WAYPOINT}`;
  return [{ field: 'location', problem: 'does not go with DYNAMIC_DNS and a waypoint', got: location, fix }];
}

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
    refuse(this.node.path, [
      ...hostsProblems(definition),
      ...addressesProblems(definition),
      ...portsProblems(definition),
      ...endpointsProblems(definition),
      ...waypointProblems(definition),
      ...labelProblems('workloadSelector.labels', definition.workloadSelector?.labels),
      ...exportToProblems('exportTo', definition.exportTo, { namespace: this.namespace, none: true }),
    ]);
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
   * @param port number of the service's port; may be left out where it has only one
   * @throws InvalidProps when the service has no such port
   */
  destination(port?: number): Destination {
    const ports = (this.definition.ports ?? []).map(({ number }) => number);
    if (port !== undefined && !ports.includes(port)) {
      const fix = ports.length === 0 ? 'declare it in ports' : `use one of ${ports.join(', ')}, or declare it in ports`;
      refuse(this.node.path, [{ field: 'port', problem: 'is not one of this service', got: port, fix, code: 'IST0101' }]);
    }
    return Destination.of(this.host, undefined, port);
  }

  protected override toSpec(): Wire<ServiceEntrySpec> {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as Wire<ServiceEntrySpec>;
  }
}
