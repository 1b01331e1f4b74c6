import type { Endpoint } from '../model/endpoint';
import type { Client } from './client';
import type { Cluster } from './cluster';

/** An endpoint with what the place of the client makes of it. */
export interface PlacedEndpoint {
  readonly endpoint: Endpoint;
  readonly priority?: number;
  readonly weight?: number;
}

/** The endpoints of a cluster that a client uses, by where the client is. */
export function atLocality(_client: Client, { endpoints }: Cluster): readonly PlacedEndpoint[] {
  return endpoints.map((endpoint) => ({ endpoint }));
}
