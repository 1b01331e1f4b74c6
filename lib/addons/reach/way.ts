import type { Service } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ContextPath } from '../context-path';
import type { Peer } from '../network-access';

/** Where a way begins and where it ends. */
export interface Ends {
  readonly host: string;
  readonly path: ContextPath;
  /** Name and namespace of the object that is made. */
  readonly metadata: { readonly name: string; readonly namespace: string | undefined };
  readonly service: Service;
  readonly port: number;
}

/** A way from outside of the cluster to a Service. */
export interface Way {
  /** What people write before the path, `https://kiali.example.com:8443`; undefined where the way is none to the host. */
  origin(host: string, namespace: string): string | undefined;
  /** The pods through which people come. */
  readonly caller: Peer;
  /** Makes the object that opens it. */
  addTo(scope: Construct, ends: Ends): void;
}

/** A port at which a host is served. */
export interface Opening {
  readonly port: number;
  readonly encrypted: boolean;
}

/** What people write for a host, by HTTPS where they may choose; undefined where it is served nowhere. */
export function originAt(host: string, openings: readonly Opening[]): string | undefined {
  const opening = openings.find(({ encrypted }) => encrypted) ?? openings[0];
  if (opening === undefined) return undefined;
  const [scheme, usual] = opening.encrypted ? ['https', 443] : ['http', 80];
  return `${scheme}://${host}${opening.port === usual ? '' : `:${opening.port}`}`;
}

/** Whether a pattern, `*` or one with `*.` at its beginning, is for a host. */
export const covers = (pattern: string, host: string) =>
  pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
