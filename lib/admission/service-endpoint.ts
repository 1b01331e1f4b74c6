import type { ServiceEntrySpecEndpoints } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { isIpAddress, isUnixAddress, unixAddressProblems } from './addresses';
import { isDnsLabel, isDnsName } from './hosts';
import { comparedLabelsProblems } from './labels';

type Endpoint = Wire<ServiceEntrySpecEndpoints>;

const LONGEST_PORT_NAME = 62;

/** What an endpoint must fit. */
export interface EndpointRules {
  /** Names of the ports of the service. */
  readonly ports: readonly string[];
  /** Whether addresses may be DNS names, and must be there, and are not sockets. */
  readonly names: boolean;
}

function portNameProblems(field: string, name: string): Problem[] {
  if (isDnsLabel(name) && name.length <= LONGEST_PORT_NAME) return [];
  const fix = `use at most ${LONGEST_PORT_NAME} letters, digits and -, beginning and ending with a letter or digit`;
  return [{ field, problem: 'is no name of a port of an endpoint', got: name, fix }];
}

/** What Istio refuses in the address and ports of an endpoint, whatever service it is of. */
export function addressAndPortsProblems(field: string, { address = '', network = '', ports }: Endpoint): Problem[] {
  const problems = Object.entries(ports ?? {}).flatMap(([name, port]) => [
    ...portNameProblems(`${field}.ports`, name),
    ...portProblems(`${field}.ports.${name}`, port),
  ]);
  if (address === '' && network === '') {
    return [...problems, { field: `${field}.address`, problem: 'is missing, and so is network', fix: 'give one of the two' }];
  }
  if (!isUnixAddress(address)) return problems;
  if (ports !== undefined) {
    problems.push({ field: `${field}.ports`, problem: 'is set for a Unix domain socket', got: ports, fix: 'remove it' });
  }
  return [...problems, ...unixAddressProblems(`${field}.address`, address, false)];
}

function addressProblems(field: string, { address = '' }: Endpoint, rules: EndpointRules): Problem[] {
  if ((address === '' && !rules.names) || isIpAddress(address)) return [];
  if (rules.names && isDnsName(address)) return [];
  if (!rules.names && isUnixAddress(address)) {
    const problem = 'is a socket, which answers for one port only';
    return rules.ports.length === 1 ? [] : [{ field, problem, got: address, fix: 'give the service one port' }];
  }
  const problem = rules.names ? 'is not an IP address or DNS name' : 'is not an IP address or socket';
  const fix = rules.names ? 'use a full DNS name without *, or an IP address' : 'use an IP address, or set resolution to DNS';
  return [{ field, problem, got: address, fix }];
}

/** What Istio refuses in an endpoint of a service. */
export function serviceEndpointProblems(field: string, endpoint: Endpoint, rules: EndpointRules): Problem[] {
  const known = rules.ports.length === 0 ? 'declare it in ports' : `use one of ${rules.ports.join(', ')}, or declare it in ports`;
  const strange = Object.keys(endpoint.ports ?? {}).filter((name) => !rules.ports.includes(name));
  return [
    ...addressAndPortsProblems(field, endpoint),
    ...addressProblems(`${field}.address`, endpoint, rules),
    ...strange.map((name) => ({ field: `${field}.ports`, problem: 'is no port of the service', got: name, fix: known })),
    ...comparedLabelsProblems(`${field}.labels`, endpoint.labels),
  ];
}
