import { compareText, mapsOf } from '../model/mesh-object';
import type { Service } from '../model/service';
import type { Client } from './client';

/** Label of a Service whose ports Gateways do not name. */
const UNTRANSLATED = 'experimental.istio.io/disable-gateway-port-translation';
/** The lowest port that pods without privileges may listen on. */
const UNPRIVILEGED = 1024;

/** A port of a Service of a gateway, and the one of the pods behind it. */
interface ServedPort {
  readonly service: Service;
  readonly number: number;
  readonly target: number;
}

/** The ports of the Services of a gateway. */
export class GatewayPorts {
  readonly #served: readonly ServedPort[];

  constructor(private readonly client: Pick<Client, 'mesh' | 'workload'>) {
    const { workload, mesh } = client;
    const services =
      workload === undefined
        ? []
        : mesh.services.filter((one) => one.isKubernetes && mesh.workloadsBehind(one).includes(workload));
    const ordered = [...services].sort((a, b) => compareText(a.name, b.name));
    this.#served = ordered.flatMap((service) =>
      service.ports.flatMap(({ number, targetPort }) => {
        const target = typeof targetPort === 'number' ? targetPort : this.#named(targetPort);
        return target === undefined ? [] : [{ service, number, target }];
      }),
    );
  }

  #named(name: string): number | undefined {
    return this.client.workload?.ports.find((port) => port.name === name)?.number;
  }

  /** Hosts of the Services of the pods. */
  get hosts(): ReadonlySet<string> {
    return new Set(this.#served.map(({ service }) => service.host));
  }

  /**
   * The ports of the pods that the port of a Gateway means.
   * @param services that the Gateway is for, whose ports alone it means; undefined for one that is for pods by their labels
   */
  ofServer(number: number, services: readonly string[] | undefined): readonly number[] {
    if (services === undefined) return [this.#ofLabels(number)];
    const behind = this.#served.filter((port) => port.number === number && services.includes(port.service.host));
    return [...new Set(behind.map(({ target }) => target))];
  }

  /** That behind the same port of a Service, else itself. */
  #ofLabels(number: number): number {
    const known = this.#served.find(({ service, ...port }) => port.number === number && !(UNTRANSLATED in service.object.labels));
    return known?.target ?? number;
  }

  /** The port of the pods that a client reaches under a port: through a Service that has it, else as it is. */
  called(number: number): number {
    return this.#served.find((port) => port.number === number)?.target ?? number;
  }

  /** Whether the pods may listen on a port. */
  canListen(number: number): boolean {
    if (number >= UNPRIVILEGED) return true;
    const containers = this.client.workload?.containers ?? [];
    return !containers.some(({ env }) =>
      mapsOf(env).some(({ name, value }) => name === 'ISTIO_META_UNPRIVILEGED_POD' && value === 'true'),
    );
  }
}
