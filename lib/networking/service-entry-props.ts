import type { Protocol } from '../admission/protocol';
import type { Labels } from '../core/labels';
import type { AtMostOneOf, NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { ResourceProps } from '../core/resource';
import type { WorkloadLabelsRef } from './selected-workloads';
import type { ServicePort } from './service-port';
import type { DnsEndpoint, WorkloadEndpoint } from './workload-endpoint';

/** Picks the workloads that have all of some labels. */
export interface WorkloadLabels {
  /** Labels of pods, or of WorkloadEntries, in this namespace. */
  readonly labels: Labels;
}

interface Entry<Host extends string, Spoken extends Protocol> extends ResourceProps {
  /** DNS names of the service, by which rules and requests find it; `*.` at the beginning allowed. At most 256. */
  readonly hosts: NonEmpty<Host>;
  /** Ports of the service. At most 256. @default none */
  readonly ports?: readonly ServicePort<Spoken>[];
  /** Whether the service is part of the mesh, so that calls to it are mTLS. @default MESH_EXTERNAL */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /** Names of which the certificate of the service must hold one. @default not looked at, unless a DestinationRule says so */
  readonly subjectAltNames?: readonly string[];
  /** Namespaces that see the service: names, `.` for this one, `*` for all, `~` for none. @default by the mesh config, else all */
  readonly exportTo?: readonly string[];
}

interface Addresses {
  /**
   * Virtual IP addresses of the service; for `NONE` and `STATIC` also subnets. Without any, TCP ports are told apart by number alone.
   * At most 256.
   * @default given out by istiod where the mesh captures DNS
   */
  readonly addresses?: readonly string[];
}

interface Selected {
  /** Workloads of this namespace that answer, for services of the mesh. */
  readonly workloadSelector: WorkloadLabelsRef;
}

interface Forwarded extends Entry<string, Protocol>, Addresses, Partial<Selected> {
  /** Connections go where the client sent them. */
  readonly resolution?: 'NONE';
}

interface Static extends Entry<string, Protocol>, Addresses {
  /** Connections go to endpoints with IP addresses or sockets. */
  readonly resolution: 'STATIC';
}

interface Dns extends Entry<string, Protocol>, Addresses {
  /** Connections go to all addresses that DNS has for the endpoints, or for the hosts where there are none. */
  readonly resolution: 'DNS';
}

interface DnsRoundRobin extends Entry<string, Protocol>, Addresses {
  /** Each connection goes to the first address that DNS has for the endpoint, or for the host where there is none. */
  readonly resolution: 'DNS_ROUND_ROBIN';
}

interface DynamicDns extends Entry<`*${string}`, 'HTTP' | 'HTTP2' | 'GRPC' | 'TLS'> {
  /** Each request goes to what DNS has for the very name that it asks for. */
  readonly resolution: 'DYNAMIC_DNS';
}

/** Who answers for a service: endpoints that are listed, or workloads that are selected. */
type Answering<Endpoints> = AtMostOneOf<{ endpoints: Endpoints } & Selected>;

/** Props of a ServiceEntry. How the addresses of the service are found, its `resolution`, says what else there is to tell. */
export type ServiceEntryProps = OneShapeOf<
  | Forwarded
  | (Static & Answering<readonly WorkloadEndpoint[]>)
  | (Dns & Answering<readonly DnsEndpoint[]>)
  | (DnsRoundRobin & Answering<readonly [] | readonly [DnsEndpoint]>)
  | DynamicDns
>;
