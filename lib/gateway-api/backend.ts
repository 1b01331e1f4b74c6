import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import type { Rendered } from '../core/wire';
import type { ServiceEntry } from '../networking/service-entry';
import type { ServiceRef } from '../networking/service-host';
import type { Reference } from './grants';
import { nameSeenFrom } from './object-ref';

/** A Service that knows its ports, as those of cdk8s-plus-27 do. */
export interface ServiceWithPorts extends ServiceRef {
  readonly ports: readonly { readonly port: number }[];
}

/** A backend as the API writes it, for objects that this program does not define. */
export interface UncheckedBackend {
  readonly name: string;
  /** @default that of the route */
  readonly namespace?: string;
  /** @default none: only kinds other than Service may do without */
  readonly port?: number;
  /** @default the core group, that of Services */
  readonly group?: string;
  /** @default Service */
  readonly kind?: string;
}

interface Kind {
  readonly group?: string;
  readonly kind?: string;
}

const portsOf = (service: ServiceRef): readonly number[] | undefined =>
  'ports' in service && Array.isArray(service.ports) ? (service as ServiceWithPorts).ports.map(({ port }) => port) : undefined;

const NAMES: PropNames<UncheckedBackend> = {
  name: 'required',
  namespace: 'optional',
  port: 'optional',
  group: 'optional',
  kind: 'optional',
};

/** Where a request goes: one port of a Service, or of a host that a ServiceEntry defines. */
export class Backend implements Rendered {
  private constructor(
    private readonly object: ServiceRef,
    private readonly what: Kind,
    private readonly port: number | undefined,
    private readonly outside = false,
  ) {}

  /** The only port of a Service that knows its ports. */
  static service(service: ServiceWithPorts): Backend;
  /** @param port number of the Service's port */
  static service(service: ServiceRef, port: number): Backend;
  static service(service: ServiceRef, port?: number): Backend {
    const ports = portsOf(service) ?? [];
    return new Backend(service, {}, port ?? (ports.length === 1 ? ports[0] : undefined));
  }

  /**
   * The first host of a ServiceEntry.
   * @param port number of its port
   * @throws InvalidProps when the entry has no such port
   */
  static serviceEntry(entry: ServiceEntry, port: number): Backend {
    const name = entry.destination(port).host.name;
    return new Backend({ name, metadata: {} }, { group: 'networking.istio.io', kind: 'Hostname' }, port);
  }

  /** A backend that this program does not define, taken as it is written. */
  static unchecked(reference: UncheckedBackend): Backend {
    refuseProps('Backend.unchecked', NAMES, reference);
    const { name, namespace, port, group, kind } = reference;
    return new Backend({ name, metadata: { namespace } }, { group, kind }, port, true);
  }

  /** The Service of this program that it refers to. */
  reference(field: string): Reference | undefined {
    if (this.outside || this.what.kind !== undefined) return undefined;
    return { field, kind: 'Service', name: this.object.name, namespace: this.object.metadata.namespace };
  }

  /** Problems of the backend. */
  problems(field: string): Problem[] {
    const known = portsOf(this.object);
    const given = 'kind' in this.object ? this.object.kind : 'Service';
    if (this.what.kind === undefined && given !== 'Service') {
      return [
        { field, problem: 'is no Service', got: `${given} ${this.object.name}`, fix: 'give the Service that stands before it' },
      ];
    }
    if (this.outside) return [];
    if (this.port === undefined) {
      const fix = known === undefined ? 'give its number' : `choose one of ${known.join(', ')}`;
      return [{ field: `${field}.port`, problem: 'is not given', got: this.object.name, fix }];
    }
    if (known !== undefined && !known.includes(this.port)) {
      const problem = `is no port of Service ${this.object.name}`;
      return [{ field: `${field}.port`, problem, got: this.port, fix: `use one of ${known.join(', ')}`, code: 'IST0101' }];
    }
    return portProblems(`${field}.port`, this.port);
  }

  toWire(namespace: string | undefined): object {
    const { group, kind } = this.what;
    return {
      ...(group !== undefined && { group }),
      ...(kind !== undefined && { kind }),
      ...nameSeenFrom(this.object, namespace),
      ...(this.port !== undefined && { port: this.port }),
    };
  }
}

/** A backend with its share of the traffic. */
export interface WeightedBackend {
  /** Where the traffic goes. */
  readonly backend: Backend;
  /** Its share, measured by the sum of all of them: a whole number up to 1000000, 0 for nothing. @default 1 */
  readonly weight?: number;
}

/** Backends as they stand in YAML. */
export function renderBackends(
  backends: readonly (WeightedBackend & { readonly filters?: unknown })[],
  namespace: string | undefined,
): object[] {
  return backends.map(({ backend, ...share }) => ({ ...backend.toWire(namespace), ...share }));
}
