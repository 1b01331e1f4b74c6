import type { Rendered } from '../core/wire';
import type { NamedPort } from './named-port';

/** The DNS domain of the cluster. */
const CLUSTER_DOMAIN = 'cluster.local';

/** A Kubernetes Service, of cdk8s-plus-27 or any object with its name and namespace. */
export interface ServiceRef {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
  /** Where they are given, routes and rules are checked against them. @default not known */
  readonly ports?: readonly NamedPort[];
}

/**
 * The host of a Service, which is written short inside its own namespace and in full from any other one, or a DNS name outside the
 * cluster.
 */
export class ServiceHost implements Rendered {
  /**
   * @param name of the Service, or a DNS name
   * @param namespace of the Service; not used for a DNS name
   * @param service the Service itself, where the program has it
   */
  constructor(
    readonly name: string,
    readonly namespace: string | undefined,
    private readonly service?: ServiceRef,
  ) {}

  /** The host of a Service of this program. */
  static of(service: ServiceRef): ServiceHost {
    return new ServiceHost(service.name, service.metadata.namespace, service);
  }

  /** The name that is the same from everywhere: `reviews.bookinfo.svc.cluster.local`. */
  get qualified(): string {
    return this.isShort && this.namespace !== undefined ? `${this.name}.${this.namespace}.svc.${CLUSTER_DOMAIN}` : this.name;
  }

  /** The ports of the Service, as far as it has them by now; undefined where they are not known. */
  get ports(): readonly NamedPort[] | undefined {
    return this.service?.ports;
  }

  private get isShort(): boolean {
    return !this.name.includes('.') && !this.name.startsWith('*');
  }

  toWire(namespace: string | undefined): string {
    return namespace === this.namespace ? this.name : this.qualified;
  }
}

/** A host by any of the ways to refer to one; a plain name is one of the namespace. */
export function hostOf(host: string | ServiceHost | ServiceRef, namespace: string | undefined): ServiceHost {
  if (typeof host === 'string') return new ServiceHost(host, namespace);
  return host instanceof ServiceHost ? host : ServiceHost.of(host);
}
