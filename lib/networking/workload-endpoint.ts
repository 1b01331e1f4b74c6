import type { Labels } from '../core/labels';
import type { AccountRef } from './workload-account';

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
  readonly serviceAccount?: AccountRef;
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
