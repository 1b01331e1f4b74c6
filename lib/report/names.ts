import type { Mesh } from '../model';

/** Short names of services, workloads and hosts, as people of one repository say them. */
export class ShortNames {
  readonly #domain: string;
  readonly #home: string | undefined;

  constructor(
    private readonly before: Mesh,
    private readonly after: Mesh,
  ) {
    this.#domain = after.settings.domain;
    const { rootNamespace } = after.settings;
    const homes = new Set(
      [before, after].flatMap((mesh) =>
        mesh.services
          .filter((service) => service.isKubernetes && service.selector !== undefined && service.namespace !== rootNamespace)
          .map(({ namespace }) => namespace),
      ),
    );
    this.#home = homes.size === 1 ? [...homes][0] : undefined;
  }

  /** `reviews` where all services are in one namespace, else `shop/reviews`; other hosts as they are. */
  host(host: string): string {
    if (host === '') return 'an unusable backend';
    const [name = '', namespace = ''] = host.split('.');
    return this.isOfCluster(host) ? this.placed(name, namespace) : host;
  }

  /** Whether a host is the full name of a Service. */
  isOfCluster(host: string): boolean {
    return host.split('.').slice(2).join('.') === `svc.${this.#domain}`;
  }

  /** Whether a host has more than one port, on one of the sides or of both. */
  hasSeveralPorts(host: string): boolean {
    const services = [this.before, this.after].flatMap((mesh) => mesh.servicesOf(host));
    return new Set(services.flatMap(({ ports }) => ports.map(({ number }) => number))).size > 1;
  }

  placed(name: string, namespace: string): string {
    return namespace === this.#home || namespace === '' ? name : `${namespace}/${name}`;
  }
}
