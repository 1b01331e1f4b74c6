import { isIP } from 'node:net';
import type { Endpoint } from '../model/endpoint';
import type { Service } from '../model/service';
import type { Clusters } from './cluster';
import type { Outcome } from './outcome';

/** Where a connection of a client goes, before any proxy has a say. */
export interface Called {
  /** An IP address, or a name in its place for what gets its address in the cluster; undefined where nothing tells it. */
  readonly address: string | undefined;
  readonly port: number;
  /** Port that the client asks for, which at a gateway may lead to another one. */
  readonly askedPort: number;
  /** The host that was called, as an authority without port has it. */
  readonly host: string;
  /** The same with the port. */
  readonly authority: string;
  /** Name for which TLS asks there; empty for an address. */
  readonly serverName: string;
  /** The service whose address, or one of whose pods, it is. */
  readonly service: Service | undefined;
  /** What answers at the address when nothing redirects the connection. */
  readonly endpoints: () => readonly Endpoint[];
}

/** A connection at one proxy. */
export interface Call {
  readonly called: Called;
  readonly clusters: Clusters;
  /**
   * What becomes of what is sent on, where it arrives.
   * @param isRead whether the proxy that sends it on reads requests
   */
  readonly deliver: (outcome: Outcome, isRead: boolean) => Outcome;
}

/** How the client says where it goes. */
export type CalledNames = Pick<Called, 'askedPort' | 'host' | 'authority' | 'serverName'>;

/** What is asked for where a host is called on a port. */
export function namesOfCalled(host: string, port: number): CalledNames {
  const family = isIP(host);
  const shown = family === 6 ? `[${host}]` : host;
  return { askedPort: port, host: shown, authority: `${shown}:${port}`, serverName: family === 0 ? host : '' };
}
