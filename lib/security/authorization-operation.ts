import type { AtLeastOneOf, NonEmpty } from '../core/one-of';
import type { PortValue } from './authorization-condition';

/** A path without query: exact, with a `*` at one end, or with `{*}` for one segment and `{**}` for the last ones. */
export type PathValue = `/${string}` | `*${string}`;

interface OperationFields {
  /** Hosts that are asked for, in small or capital letters; a `*` may stand at one end. */
  readonly hosts?: NonEmpty<string>;
  readonly notHosts?: NonEmpty<string>;
  /** Numbers of ports of the pods, not of the Service before them. */
  readonly ports?: NonEmpty<PortValue>;
  readonly notPorts?: NonEmpty<PortValue>;
  /** Methods, in capital letters; gRPC is always POST. */
  readonly methods?: NonEmpty<Uppercase<string>>;
  readonly notMethods?: NonEmpty<Uppercase<string>>;
  /** Paths; for gRPC the name of the method, `/package.Service/Method`. */
  readonly paths?: NonEmpty<PathValue>;
  readonly notPaths?: NonEmpty<PathValue>;
}

/**
 * What is asked for: all that is given holds. Everything but ports is of HTTP: in an ALLOW rule it lets no other connection through, in a
 * DENY rule it stops all of them on ports that are not HTTP.
 */
export type Operation = AtLeastOneOf<Required<OperationFields>>;
