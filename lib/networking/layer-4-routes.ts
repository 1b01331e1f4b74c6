import type { NonEmpty } from '../core/one-of';
import type { MatchSource } from './match-source';
import type { WeightedDestination } from './weighted';

/** Conditions on a connection; all of those given must hold. */
export interface TcpMatch extends MatchSource {
  /** Addresses, or subnets in CIDR form, that the client connects to. @default every address */
  readonly destinationSubnets?: readonly string[];
  /** Address or subnet of the client. @default every client */
  readonly sourceSubnet?: string;
}

/** Conditions on a TLS connection that is passed through unopened. */
export interface TlsMatch extends Omit<TcpMatch, 'sourceSubnet'> {
  /** Server names that the client asks for, `*.` at the beginning allowed; each within the hosts of the VirtualService. */
  readonly sniHosts: NonEmpty<string>;
}

/** A rule for TCP connections. */
export interface TcpRoute {
  /** Conditions, of which one must hold. @default every connection */
  readonly match?: NonEmpty<TcpMatch>;
  /** Where the connections go. */
  readonly route: NonEmpty<WeightedDestination>;
}

/** A rule for TLS connections. */
export interface TlsRoute {
  /** Conditions, of which one must hold. */
  readonly match: NonEmpty<TlsMatch>;
  /** Where the connections go. */
  readonly route: NonEmpty<WeightedDestination>;
}
