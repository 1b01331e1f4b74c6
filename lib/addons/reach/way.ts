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
  /** Whether people come by HTTPS. */
  encrypted(host: string): boolean;
  /** The pods through which people come. */
  readonly caller: Peer;
  /** Makes the object that opens it. */
  addTo(scope: Construct, ends: Ends): void;
}

/** Whether a pattern, `*` or one with `*.` at its beginning, is for a host. */
export const covers = (pattern: string, host: string) =>
  pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
