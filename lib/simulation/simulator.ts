import type { Mesh } from '../model';
import { arrivalOf } from './arrival';
import { calledBy } from './called-address';
import type { Client } from './client';
import { sidecarOf } from './find-client';
import type { Outcome } from './outcome';
import type { Request } from './request';
import { Sidecar } from './sidecar';
import { sidecarKey } from './sidecar-key';

const TLS: readonly (string | undefined)[] = ['https', 'tls'];

/** Answers where requests go in a mesh, as istiod and Envoy would route them. What it finds out about a proxy, it keeps. */
export class Simulator {
  readonly #clients = new Map<string, { readonly client: Client; readonly sidecar: Sidecar }>();
  readonly #sidecars = new Map<string, Sidecar>();

  constructor(readonly mesh: Mesh) {}

  /**
   * What becomes of a request.
   * @throws Error that names near ones for a workload, a gateway or a host of the cluster that does not exist
   */
  ask(request: Request): Outcome {
    if ('gateway' in request.from) throw new Error('request: from a gateway is not answered yet');
    const { client, sidecar } = this.#sidecarOf(request.from.workload);
    const port = request.port ?? (TLS.includes(request.scheme) ? 443 : 80);
    const called = calledBy(this.mesh, client.namespace, request.host, port, request.address);
    const arrival = arrivalOf(request, port, false, this.mesh.settings);
    return sidecar.send(arrival, { called, clusters: sidecar.clusters });
  }

  #sidecarOf(name: string): { readonly client: Client; readonly sidecar: Sidecar } {
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const client = sidecarOf(this.mesh, name);
    const key = sidecarKey(client);
    const sidecar = this.#sidecars.get(key) ?? new Sidecar(client);
    this.#sidecars.set(key, sidecar);
    const found = { client, sidecar };
    this.#clients.set(name, found);
    return found;
  }
}
