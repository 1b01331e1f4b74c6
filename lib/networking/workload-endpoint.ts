import { isIpAddress, isUnixAddress, unixAddressProblems } from '../admission/addresses';
import { isDnsLabel, isDnsName } from '../admission/hosts';
import { portProblems } from '../core/format';
import { type Labels, labelProblems } from '../core/labels';
import { LARGEST_UINT32, wholeNumberProblems } from '../core/numbers';
import type { Problem } from '../core/problem';

/** What is known of an endpoint beside its address. */
interface EndpointFacts {
  /** Port of the endpoint for each port of the service, by name. @default the `targetPort` of the service's port, else its number */
  readonly ports?: Readonly<Record<string, number>>;
  /** Labels of the endpoint, by which subsets pick it. @default none */
  readonly labels?: Labels;
  /** Place of the endpoint: `<region>/<zone>/<subzone>`. @default none */
  readonly locality?: string;
  /** What the endpoint gets, measured by the weights of the others. @default 1 */
  readonly weight?: number;
  /** Service account, in this namespace, that the endpoint's certificate must be for. @default any */
  readonly serviceAccount?: string;
}

interface Addressed {
  /** IP address; with DNS resolution also a DNS name; with `STATIC` also `unix://` and the path of a socket. */
  readonly address: string;
  /** Network of the endpoint, where not all of the mesh can reach each other. @default none */
  readonly network?: string;
}

interface BehindNetwork {
  readonly address?: undefined;
  /** Network of the endpoint, which is reached by the gateway of that network alone. */
  readonly network: string;
}

/** Something outside of Kubernetes that answers for a service. */
export type WorkloadEndpoint = EndpointFacts & (Addressed | BehindNetwork);

/** An endpoint of a service whose names are looked up in DNS. */
export type DnsEndpoint = EndpointFacts & Addressed;

/** What an endpoint must fit. */
export interface EndpointRules {
  /** Names of the ports of the service. */
  readonly ports: readonly string[];
  /** Whether addresses may be DNS names, and not sockets. */
  readonly names: boolean;
}

const LONGEST_PORT_NAME = 62;
const LONGEST_SOCKET = 256;

function portNameProblems(field: string, name: string, rules: EndpointRules): Problem[] {
  if (!rules.ports.includes(name)) {
    const fix = rules.ports.length === 0 ? 'declare it in ports' : `use one of ${rules.ports.join(', ')}, or declare it in ports`;
    return [{ field, problem: 'is no port of the service', got: name, fix }];
  }
  if (isDnsLabel(name) && name.length <= LONGEST_PORT_NAME) return [];
  return [
    { field, problem: 'is too long for a port of an endpoint', got: name, fix: `use at most ${LONGEST_PORT_NAME} characters` },
  ];
}

function socketProblems(field: string, address: string, { ports }: WorkloadEndpoint, rules: EndpointRules): Problem[] {
  const problems = unixAddressProblems(`${field}.address`, address);
  if (address.length > LONGEST_SOCKET) {
    const fix = `use at most ${LONGEST_SOCKET} characters`;
    problems.push({ field: `${field}.address`, problem: 'is too long', got: address, fix });
  }
  if (ports !== undefined) {
    problems.push({ field: `${field}.ports`, problem: 'is set for a Unix domain socket', got: ports, fix: 'remove it' });
  }
  if (rules.ports.length !== 1) {
    const fix = 'give the service one port';
    problems.push({ field: `${field}.address`, problem: 'is a socket, which answers for one port only', got: address, fix });
  }
  return problems;
}

function addressProblems(field: string, endpoint: WorkloadEndpoint, rules: EndpointRules): Problem[] {
  const { address } = endpoint;
  if (address === undefined || isIpAddress(address)) return [];
  if (!rules.names && isUnixAddress(address)) return socketProblems(field, address, endpoint, rules);
  if (rules.names && isDnsName(address)) return [];
  const problem = rules.names ? 'is not an IP address or DNS name' : 'is not an IP address or socket';
  const fix = rules.names ? 'use a full DNS name without *, or an IP address' : 'use an IP address, or set resolution to DNS';
  return [{ field: `${field}.address`, problem, got: address, fix }];
}

/** Problems of an endpoint. */
export function endpointProblems(field: string, endpoint: WorkloadEndpoint, rules: EndpointRules): Problem[] {
  const socket = endpoint.address !== undefined && isUnixAddress(endpoint.address);
  return [
    ...addressProblems(field, endpoint, rules),
    ...Object.entries(socket ? {} : (endpoint.ports ?? {})).flatMap(([name, port]) => [
      ...portNameProblems(`${field}.ports`, name, rules),
      ...portProblems(`${field}.ports.${name}`, port),
    ]),
    ...labelProblems(`${field}.labels`, endpoint.labels),
    ...wholeNumberProblems(`${field}.weight`, endpoint.weight, 0, LARGEST_UINT32),
  ];
}
