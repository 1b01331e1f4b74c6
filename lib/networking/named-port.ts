import type { Problem } from '../core/problem';

/** A port of a Service, of cdk8s-plus-27 or plain. */
export interface NamedPort {
  /** @default none, for the only port of a Service */
  readonly name?: string;
  readonly port: number;
}

/**
 * What refers to a port of a Service: its number, or its name where the Service tells its ports. For a Service whose ports are
 * written as constants, any other does not compile.
 */
export type PortOf<Service> = Service extends { readonly ports: readonly (infer Port)[] }
  ? (Port extends { readonly port: infer Number extends number } ? Number : never) | NamesOf<Port>
  : number;

type NamesOf<Port> = Port extends { readonly name?: infer Name } ? Extract<Name, string> : never;

/** The number of a port; undefined where its name is that of none. */
export function portNumber(port: number | string | undefined, ports: readonly NamedPort[] | undefined): number | undefined {
  return typeof port === 'string' ? ports?.find(({ name }) => name === port)?.port : port;
}

/** Problems of a port that a Service of the program must have. */
export function knownPortProblems(
  field: string,
  port: number | string | undefined,
  ports: readonly NamedPort[] | undefined,
): Problem[] {
  if (port === undefined) return [];
  if (ports === undefined) {
    if (typeof port === 'number') return [];
    return [{ field, problem: 'has a name, but the ports of the host are not known', got: port, fix: 'give its number' }];
  }
  if (ports.some(({ name, port: number }) => (typeof port === 'string' ? name : number) === port)) return [];
  const known = ports.map(({ name, port: number }) => (name === undefined ? number : `${number} (${name})`));
  const fix = known.length === 0 ? 'give it to the Service' : `use one of ${known.join(', ')}, or give it to the Service`;
  return [{ field, problem: 'is no port of the Service', got: port, fix, code: 'IST0101' }];
}
