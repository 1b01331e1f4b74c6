import type { IConstruct } from 'constructs';
import type { VirtualServiceSpecHttpRouteDestination } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered, Wire } from '../core/wire';
import { knownPortProblems, type PortOf, portNumber } from './named-port';
import { ServiceHost, type ServiceRef } from './service-host';
import { subsetsOf } from './subset-index';

/** A rule that refers to destinations. */
export interface RuleRef extends IConstruct {
  readonly namespace: string | undefined;
}

/** A destination as Istio writes it, for hosts that this program does not define. */
export interface UncheckedDestination {
  /** Name of a Service, or a DNS name. A name without a dot is looked up in the namespace of the rule. */
  readonly host: string;
  /** @default all pods of the host */
  readonly subset?: string;
  /** @default the only port of the host; needed where it has several */
  readonly port?: { readonly number: number };
}

const NAMES: PropNames<UncheckedDestination> = { host: 'required', subset: 'optional', port: 'optional' };

/**
 * Where a request goes: a Service, perhaps one subset of it, perhaps one of its ports. It is got from what it refers to:
 * `rule.subset('v2')`, `rule.destination()`, `Destination.service(reviews)`; so it cannot be misspelled.
 */
export class Destination implements Rendered {
  private constructor(
    readonly host: ServiceHost,
    readonly subset: string | undefined,
    readonly port: number | string | undefined,
    private readonly outside: boolean,
  ) {}

  /**
   * All pods of a Service of this program.
   * @param port number or name of the Service's port; may be left out where it has only one
   */
  static service<const Service extends ServiceRef>(service: Service, port?: PortOf<Service>): Destination {
    return Destination.of(ServiceHost.of(service), undefined, port);
  }

  /** Made by the rule that defines the subset. */
  static of(host: ServiceHost, subset?: string, port?: number | string): Destination {
    return new Destination(host, subset, port, false);
  }

  /** A destination that this program does not define, taken as it is written. */
  static unchecked(reference: UncheckedDestination): Destination {
    refuseProps('Destination.unchecked', NAMES, reference);
    const { host, subset, port } = reference;
    return new Destination(new ServiceHost(host, undefined), subset, port?.number, true);
  }

  /**
   * The same destination on one port of the Service.
   * @param port its number, or its name where the Service tells its ports
   */
  withPort(port: number | string): Destination {
    return new Destination(this.host, this.subset, port, this.outside);
  }

  /** The host, seen from the namespace of a rule. */
  hostSeenFrom(namespace: string | undefined): ServiceHost {
    return this.outside ? new ServiceHost(this.host.name, namespace) : this.host;
  }

  private subsetProblems(field: string, rule: RuleRef): Problem[] {
    const host = this.hostSeenFrom(rule.namespace);
    const known = subsetsOf(rule, host);
    if (this.subset === undefined || (known === undefined ? this.outside : known.has(this.subset))) return [];
    return [
      {
        field,
        problem: `is defined by no DestinationRule for ${host.qualified}`,
        got: this.subset,
        fix: known === undefined ? 'define one with this subset' : `use one of ${[...known].join(', ')}, or define it there`,
        code: 'IST0101',
      },
    ];
  }

  /**
   * What the program does not have of this destination.
   * @param rule in which it stands
   */
  problems(field: string, rule: RuleRef): Problem[] {
    return [...this.subsetProblems(`${field}.subset`, rule), ...knownPortProblems(`${field}.port`, this.port, this.host.ports)];
  }

  toWire(namespace: string | undefined): Wire<VirtualServiceSpecHttpRouteDestination> {
    const number = portNumber(this.port, this.host.ports);
    return {
      host: this.outside ? this.host.name : this.host.toWire(namespace),
      ...(this.subset !== undefined && { subset: this.subset }),
      ...(number !== undefined && { port: { number } }),
    };
  }
}

/** What the program does not have of a destination, also of one that was forced past the compiler. */
export function destinationProblems(field: string, destination: Destination, rule: RuleRef): Problem[] {
  if (destination instanceof Destination) return destination.problems(field, rule);
  const fix =
    'take it from the rule or the Service it refers to: rule.subset(...), Destination.service(...), Destination.unchecked(...)';
  return [{ field, problem: 'is not a Destination', got: destination, fix }];
}
