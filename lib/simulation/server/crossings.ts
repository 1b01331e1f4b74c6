import type { Endpoint } from '../../model/endpoint';
import type { Call } from '../call';
import type { Cluster } from '../cluster';
import { atLocality } from '../locality-balance';
import type { Outcome, OutcomeTls } from '../outcome';
import type { Authorization } from './authorization';
import { type Spoken, spokenTo } from './client-tls';
import type { Carried, Cut, Receiver } from './receiver';
import type { TokenReader } from './token-reader';

/** One way from the proxy of a client to an endpoint. */
export interface Crossing {
  /** Undefined for an address of which nothing is known. */
  readonly receiver: Receiver | undefined;
  readonly spoken: Spoken;
  readonly cut: Cut | undefined;
  /** Whether the proxy of the endpoint reads requests. */
  readonly isRead: boolean;
  /** Policies that have a say; undefined where none has. */
  readonly authorization: Authorization | undefined;
  /** Rules for tokens; undefined where none is looked for. */
  readonly tokens: TokenReader | undefined;
  /** Name that the proxy of the client asks for in TLS; undefined outside of it. */
  readonly serverName: string | undefined;
}

/** The ways to the destinations of an outcome. */
export interface Crossings {
  /** By destination, in the order of the endpoints of each. */
  readonly byDestination: readonly (readonly Crossing[])[];
  readonly mtls: OutcomeTls | undefined;
  /** Whether all that is sent arrives, whatever it is. */
  readonly isOpen: boolean;
}

/** Finds who receives at an endpoint. */
export type Receivers = (endpoint: Endpoint) => Receiver;

function endpointsOf(cluster: Cluster, { clusters, called }: Omit<Call, 'deliver'>): readonly (Endpoint | undefined)[] {
  if (!cluster.goesWhereCalled) return atLocality(clusters.client, cluster).map(({ endpoint }) => endpoint);
  const known = called.endpoints();
  return known.length > 0 || called.address === undefined || called.service?.isHeadless === true ? known : [undefined];
}

function serverNameOf({ service, subset, port, policy: { tls } }: Cluster, spoken: Spoken): string | undefined {
  if (spoken === 'plain') return undefined;
  const said = tls?.sni ?? '';
  if (said !== '') return said;
  return spoken === 'mutual' ? `outbound_.${port}_.${subset}_.${service}` : '';
}

/** A way to an endpoint on which something is spoken. */
export function crossingTo(
  receiver: Receiver | undefined,
  spoken: Spoken,
  carried: Carried,
  serverName: string | undefined,
): Crossing {
  const isRead = receiver?.reads(spoken, carried) === true;
  const authorization = receiver?.authorization(isRead);
  const tokens = receiver?.tokens();
  return {
    receiver,
    spoken,
    serverName,
    isRead,
    cut: receiver?.cut(spoken, carried),
    authorization: authorization?.isIdle === false ? authorization : undefined,
    tokens: isRead && tokens?.isIdle === false ? tokens : undefined,
  };
}

function together(all: readonly Crossing[]): OutcomeTls | undefined {
  const [first, ...others] = new Set(all.map(({ spoken }) => spoken));
  return others.length === 0 ? first : 'mixed';
}

/** The ways to where an outcome goes. */
export function crossingsOf(
  { destinations }: Outcome,
  call: Omit<Call, 'deliver'>,
  carried: Carried,
  receivers: Receivers,
): Crossings {
  const byDestination = destinations.map((name) => {
    const cluster = call.clusters.get(name);
    return endpointsOf(cluster, call).map((endpoint) => {
      const spoken = spokenTo(call.clusters, cluster, endpoint);
      const receiver = endpoint === undefined ? undefined : receivers(endpoint);
      return crossingTo(receiver, spoken, carried, serverNameOf(cluster, spoken));
    });
  });
  const all = byDestination.flat();
  const isOpen = all.every(
    ({ cut, authorization, tokens }) => cut === undefined && authorization === undefined && tokens === undefined,
  );
  return { byDestination, mtls: together(all), isOpen };
}
