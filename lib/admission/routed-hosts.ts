import type { Problem } from '../core/problem';
import { isIpAddress } from './addresses';
import { hostProblems } from './hosts';

/** The hosts of a rule, and what they are seen together with. */
export interface RoutedHosts {
  /** The hosts as they stand in YAML. */
  readonly hosts: readonly string[];
  /** Whether the rule is for some gateways and in no sidecar. */
  readonly atGateways: boolean;
  /** Whether the rule says that it is in every sidecar. */
  readonly inSidecars: boolean;
  /** Whether the rule tells TLS connections apart by the names that clients ask for. */
  readonly bySni: boolean;
}

/** A name that gateways between networks make of a Service: `outbound_.80_._.reviews.bookinfo.svc.cluster.local`. */
const BETWEEN_NETWORKS = /^outbound_[^_]*\d[^_]*_[^_]*_[^_]*[a-zA-Z]/;
const LONGEST_NAME = 255;

/** Problems of a host whose traffic is routed, whatever others stand beside it. */
export function routedHostProblems(field: string, host: string, betweenNetworks: boolean): Problem[] {
  if (isIpAddress(host) || (betweenNetworks && host.length <= LONGEST_NAME && BETWEEN_NETWORKS.test(host))) return [];
  return hostProblems(field, host);
}

const isWildcard = (host: string) => host.startsWith('*');

/** Whether all names that a host stands for are among those of another one. */
export function isWithin(host: string, other: string): boolean {
  if (!isWildcard(other)) return host === other;
  if (!isWildcard(host)) return host.endsWith(other.slice(1));
  return host.length >= other.length && host.slice(1).endsWith(other.slice(1));
}

/** Hosts that stand for a name that an earlier one stands for as well. */
function overlapProblems(hosts: readonly string[]): Problem[] {
  const first = new Map<string, number>();
  const wildcards: number[] = [];
  return hosts.flatMap((host, i) => {
    const candidates = isWildcard(host) ? [...hosts.slice(0, i).keys()] : wildcards;
    const overlap = first.get(host) ?? candidates.find((j) => isWithin(host, hosts[j]!) || isWithin(hosts[j]!, host));
    if (!first.has(host)) first.set(host, i);
    if (isWildcard(host)) wildcards.push(i);
    if (overlap === undefined) return [];
    const fix = 'name each host once; one with a * is for all names that end like it';
    return [{ field: `hosts[${i}]`, problem: `overlaps with hosts[${overlap}], which is ${hosts[overlap]}`, got: host, fix }];
  });
}

/** Problems of the hosts whose traffic is routed. */
export function routedHostsProblems({ hosts, atGateways, bySni }: RoutedHosts): Problem[] {
  const problems = hosts.flatMap((host, i) => {
    if (host !== '*' || atGateways) return routedHostProblems(`hosts[${i}]`, host, atGateways && bySni);
    const fix = 'name the hosts, or leave the rule to gateways alone';
    return [{ field: `hosts[${i}]`, problem: 'is every host, which no sidecar takes', got: host, fix }];
  });
  return problems.length > 0 ? problems : overlapProblems(hosts);
}
