import type { ServiceEntrySpec } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import type { Wire } from '../core/wire';
import { subnetProblems } from './addresses';
import { exportToProblems } from './export-to';
import { dnsLabelProblems, hostProblems, isDnsName } from './hosts';
import { selectorProblems } from './labels';
import type { Placed } from './placed';
import { protocolProblems, tellsHostsApart } from './protocol';
import { serviceEndpointProblems } from './service-endpoint';

type Spec = Wire<ServiceEntrySpec>;

const WAYPOINT = 'istio.io/use-waypoint';
const LOOKED_UP: readonly string[] = ['DNS', 'DNS_ROUND_ROBIN'];
const DYNAMIC_PROTOCOLS: readonly string[] = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

function hostProblemsOf(field: string, host: string, { resolution = 'NONE', endpoints = [] }: Spec): Problem[] {
  if (host === '*') return [{ field, problem: 'is every host', got: host, fix: 'name the service, *.example.com for example' }];
  const problems = hostProblems(field, host);
  if (problems.length > 0) return problems;
  if (LOOKED_UP.includes(resolution) && endpoints.length === 0 && !isDnsName(host)) {
    return [{ field, problem: 'cannot be looked up in DNS', got: host, fix: 'name one host, or list endpoints' }];
  }
  if (resolution !== 'DYNAMIC_DNS' || host.startsWith('*')) return [];
  return [{ field, problem: 'is one host, which resolution DNS looks up', got: host, fix: 'use DNS, or *. and a domain' }];
}

function addressProblems(field: string, address: string, resolution: string): Problem[] {
  const problems = subnetProblems(field, address);
  if (resolution === 'NONE' || resolution === 'STATIC' || problems.length > 0 || !address.includes('/')) return problems;
  const fix = 'use single addresses, or resolution NONE or STATIC';
  return [{ field, problem: `is a subnet, which ${resolution} resolution does not take`, got: address, fix }];
}

function portsProblems({ ports = [], hosts, resolution = 'NONE' }: Spec): Problem[] {
  const numbers = ports.map(({ number }, i) => ({ field: `ports[${i}].number`, value: number }));
  const alike =
    resolution === 'NONE' || hosts.length <= 1 ? -1 : ports.findIndex(({ protocol = '' }) => !tellsHostsApart(protocol));
  const problem = 'cannot tell the hosts apart';
  const fix = 'declare an HTTP or TLS protocol, or give each host a ServiceEntry of its own';
  return [
    ...ports.flatMap(({ number, name, targetPort, protocol = '' }, i) => [
      ...portProblems(`ports[${i}].number`, number),
      ...dnsLabelProblems(`ports[${i}].name`, name),
      ...(protocol === '' ? [] : protocolProblems(`ports[${i}].protocol`, protocol)),
      ...portProblems(`ports[${i}].targetPort`, targetPort),
    ]),
    ...repeatedProblems(numbers, 'declare each port once'),
    ...(alike === -1 ? [] : [{ field: `ports[${alike}].protocol`, problem, got: ports[alike]?.protocol, fix }]),
  ];
}

function endpointsProblems({ endpoints, ports = [], resolution = 'NONE', workloadSelector }: Spec): Problem[] {
  if (endpoints === undefined) return [];
  const field = 'endpoints';
  const problems: Problem[] = [];
  if (workloadSelector !== undefined) {
    problems.push({ field, problem: 'stands beside workloadSelector', got: endpoints, fix: 'keep one of the two' });
  }
  if (resolution === 'NONE') {
    const fix = 'remove it, or set resolution to STATIC or DNS';
    return [...problems, { field, problem: 'is set, but NONE resolution goes where clients go', got: endpoints, fix }];
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    const fix = 'list one, or set resolution to DNS';
    problems.push({ field, problem: 'has several entries, which DNS_ROUND_ROBIN does not take', got: endpoints.length, fix });
  }
  if (resolution === 'DYNAMIC_DNS') return problems;
  const rules = { ports: ports.map(({ name }) => name), names: LOOKED_UP.includes(resolution) };
  return [...problems, ...endpoints.flatMap((endpoint, i) => serviceEndpointProblems(`${field}[${i}]`, endpoint, rules))];
}

function dynamicProblems({ resolution, addresses = [], endpoints = [], ports = [], location }: Spec, placed: Placed): Problem[] {
  if (resolution !== 'DYNAMIC_DNS') return [];
  const given = Object.entries({ addresses, endpoints }).filter(([, list]) => list.length > 0);
  const waypoint = placed.labels?.[WAYPOINT] ?? 'none';
  const spoken = 'is none that DYNAMIC_DNS can read the host from';
  const problems: Problem[] = given.map(([field, got]) => ({
    field,
    problem: 'is set, but DYNAMIC_DNS asks DNS for each name',
    got,
    fix: 'remove it, or set another resolution',
  }));
  for (const [i, { protocol = '' }] of ports.entries()) {
    if (DYNAMIC_PROTOCOLS.includes(protocol.toUpperCase())) continue;
    const fix = `use one of ${DYNAMIC_PROTOCOLS.join(', ')}`;
    problems.push({ field: `ports[${i}].protocol`, problem: spoken, got: protocol, fix });
  }
  if (location === 'MESH_INTERNAL' && !/^(none)?$/i.test(waypoint)) {
    const fix = `set it to MESH_EXTERNAL, or remove the label ${WAYPOINT}`;
    problems.push({ field: 'location', problem: 'does not go with DYNAMIC_DNS and a waypoint', got: location, fix });
  }
  return problems;
}

/** What Istio refuses in the spec of a ServiceEntry, beyond its schema. */
export function serviceEntryProblems(spec: Spec, placed: Placed): Problem[] {
  const { hosts, addresses = [], resolution = 'NONE', workloadSelector, exportTo } = spec;
  return [
    ...hosts.flatMap((host, i) => hostProblemsOf(`hosts[${i}]`, host, spec)),
    ...addresses.flatMap((address, i) => addressProblems(`addresses[${i}]`, address, resolution)),
    ...portsProblems(spec),
    ...endpointsProblems(spec),
    ...dynamicProblems(spec, placed),
    ...selectorProblems('workloadSelector.labels', workloadSelector?.labels),
    ...exportToProblems('exportTo', exportTo, { namespace: placed.namespace, none: true }),
  ];
}
