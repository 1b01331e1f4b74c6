import { isDeepStrictEqual } from 'node:util';
import type { Mesh } from '../model';
import { arrivalOf } from './arrival';
import { calledBy } from './called-address';
import type { Client } from './client';
import { gatewayOf, sidecarOf } from './find-client';
import { GatewayProxy } from './gateway-proxy';
import type { Outcome } from './outcome';
import type { Request } from './request';
import { hasRivals } from './rivals';
import { Sidecar } from './sidecar';
import { sidecarKey } from './sidecar-key';

/** A proxy that was asked about before. */
interface Known<Proxy> {
  readonly client: Client;
  readonly proxy: Proxy;
}

/** Whether requests fare the same, whatever decided about it. */
function isSame({ why: _, ...a }: Outcome, { why: __, ...b }: Outcome): boolean {
  return isDeepStrictEqual(a, b);
}

/** Answers where requests go in a mesh, as istiod and Envoy would route them. What it finds out about a proxy, it keeps. */
export class Simulator {
  readonly #pods = new Map<string, Known<Sidecar>>();
  readonly #gateways = new Map<string, GatewayProxy>();
  readonly #sidecars = new Map<string, Sidecar>();
  #reversed: Simulator | undefined;

  constructor(readonly mesh: Mesh) {}

  /**
   * What becomes of a request.
   * @throws Error that names near ones for a workload, a gateway or a host of the cluster that does not exist
   */
  ask(request: Request): Outcome {
    const outcome = this.#answer(request);
    if (!hasRivals(this.mesh)) return outcome;
    this.#reversed ??= new Simulator(this.mesh.reversed);
    const otherwise = this.#reversed.#answer(request);
    return isSame(outcome, otherwise) ? outcome : { ...outcome, ambiguous: otherwise };
  }

  #answer(request: Request): Outcome {
    const isTls = request.scheme === 'https' || request.scheme === 'tls';
    const port = request.port ?? (isTls ? 443 : 80);
    const { from } = request;
    return 'gateway' in from ? this.#fromOutside(request, from.gateway, port) : this.#fromPod(request, from.workload, port);
  }

  #fromPod(request: Request, name: string, port: number): Outcome {
    const { client, proxy } = this.#sidecarOf(name);
    const called = calledBy(this.mesh, client.namespace, request.host, port, request.address);
    return proxy.send(arrivalOf(request, port, false, this.mesh.settings), { called, clusters: proxy.clusters });
  }

  #fromOutside(request: Request, name: string, port: number): Outcome {
    const proxy = this.#gatewayOf(name);
    const called = { address: request.address, port: proxy.portFor(port), service: undefined, endpoints: () => [] };
    const arrival = (isOpened: boolean) => arrivalOf(request, port, isOpened, this.mesh.settings);
    return proxy.receive(arrival, { called, clusters: proxy.clusters });
  }

  #sidecarOf(name: string): Known<Sidecar> {
    const known = this.#pods.get(name);
    if (known !== undefined) return known;
    const client = sidecarOf(this.mesh, name);
    const key = sidecarKey(client);
    const proxy = this.#sidecars.get(key) ?? new Sidecar(client);
    this.#sidecars.set(key, proxy);
    const found = { client, proxy };
    this.#pods.set(name, found);
    return found;
  }

  #gatewayOf(name: string): GatewayProxy {
    const known = this.#gateways.get(name) ?? new GatewayProxy(gatewayOf(this.mesh, name));
    this.#gateways.set(name, known);
    return known;
  }
}
