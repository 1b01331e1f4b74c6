import type { Problem } from '../core/problem';
import { ServiceEntry } from './service-entry';
import { ServiceHost, type ServiceRef } from './service-host';

/** A Namespace, of cdk8s-plus-27 or any object with its kind and name. */
export interface NamespaceRef {
  readonly kind: 'Namespace';
  readonly name: string;
}

/** Objects of this program by which hosts are named: a Service, the hosts of a ServiceEntry, all hosts of a Namespace. */
export type HostsRef = ServiceRef | ServiceEntry | NamespaceRef;

/** Hosts that a Sidecar leaves out of the others that it names. Made by `Sidecar.except(...)`. */
export class ExceptedHosts {
  constructor(readonly hosts: HostsRef) {}
}

/**
 * Hosts by text: `<namespace>/<host>`. The namespace is a name, `.` for that of the Sidecar, `*` for all, or none, `~`, as in `~/*` for no
 * host at all; a `~` before it leaves the hosts out. The host is a DNS name with a dot, with `*.` at its beginning perhaps, or `*` for all.
 */
export type SidecarHostText = `${string}/*` | `${string}/${string}.${string}`;

/** What workloads may know. */
export type SidecarHost = HostsRef | ExceptedHosts | SidecarHostText;

const isNamespace = (hosts: HostsRef): hosts is NamespaceRef => 'kind' in hosts && hosts.kind === 'Namespace';

function hostsOf(hosts: HostsRef): readonly string[] {
  if (isNamespace(hosts)) return ['*'];
  return hosts instanceof ServiceEntry ? hosts.hosts : [ServiceHost.of(hosts).qualified];
}

function namespaceOf(hosts: HostsRef, namespace: string | undefined): string {
  const theirs = isNamespace(hosts) ? hosts.name : hosts.metadata.namespace;
  if (theirs === namespace) return '.';
  return theirs ?? '*';
}

/** Hosts as a Sidecar of a namespace writes them. */
export function hostTexts(host: SidecarHost, namespace: string | undefined): readonly string[] {
  if (typeof host === 'string') return [host];
  if (host instanceof ExceptedHosts) return hostTexts(host.hosts, namespace).map((text) => `~${text}`);
  return hostsOf(host).map((name) => `${namespaceOf(host, namespace)}/${name}`);
}

/** Problems of hosts that are named by objects. */
export function hostRefProblems(field: string, host: SidecarHost): Problem[] {
  if (typeof host === 'string') return [];
  const hosts = host instanceof ExceptedHosts ? host.hosts : host;
  if (isNamespace(hosts) || hosts instanceof ServiceEntry || hosts.metadata.namespace !== undefined) return [];
  const fix = 'give it one, or its chart: a Sidecar knows Services by their full name';
  return [{ field, problem: 'is a Service without namespace', got: hosts.name, fix }];
}
