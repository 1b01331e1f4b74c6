import type { Api } from './api';
import { Collection } from './collection';
import type { Service } from './kube-object';
import { NODE } from './layout';

/** Gives each Service of type LoadBalancer an address; kube-proxy does the rest. */
export class LoadBalancer {
  private readonly given = new Set<string>();

  constructor(private readonly api: Api) {}

  async start(): Promise<Collection<Service>> {
    const services = new Collection<Service>(this.api, '/api/v1/services', (service, gone) => {
      if (!gone) this.assign(service);
    });
    await services.follow();
    return services;
  }

  private assign({ metadata: { name, namespace, uid }, spec, status }: Service): void {
    if (spec.type !== 'LoadBalancer' || status?.loadBalancer?.ingress !== undefined || this.given.has(uid)) return;
    this.given.add(uid);
    const ip = `${NODE.loadBalancers}${this.given.size}`;
    this.api
      .patch(`/api/v1/namespaces/${namespace}/services/${name}/status`, { status: { loadBalancer: { ingress: [{ ip }] } } })
      .catch((error: Error) => console.error(`load balancer: ${error.message}`));
  }
}
