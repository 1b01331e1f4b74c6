import type { Rendered } from '../core/wire';

/** The DNS domain of the cluster. */
const CLUSTER_DOMAIN = 'cluster.local';

/** A Kubernetes Service, of cdk8s-plus-27 or any object with its name and namespace. */
export interface ServiceRef {
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

/**
 * The host of a Service, which is written short inside its own namespace and in full from any other one, or a DNS name outside the
 * cluster.
 */
export class ServiceHost implements Rendered {
  /**
   * @param name of the Service, or a DNS name
   * @param namespace of the Service; not used for a DNS name
   */
  constructor(
    readonly name: string,
    readonly namespace: string | undefined,
  ) {}

  /** The host of a Service of this program. */
  static of(service: ServiceRef): ServiceHost {
    return new ServiceHost(service.name, service.metadata.namespace);
  }

  /** The name that is the same from everywhere: `reviews.bookinfo.svc.cluster.local`. */
  get qualified(): string {
    return this.isShort && this.namespace !== undefined ? `${this.name}.${this.namespace}.svc.${CLUSTER_DOMAIN}` : this.name;
  }

  private get isShort(): boolean {
    return !this.name.includes('.') && !this.name.startsWith('*');
  }

  toWire(namespace: string | undefined): string {
    return namespace === this.namespace ? this.name : this.qualified;
  }
}
