import { isDeepStrictEqual } from 'node:util';
import type { Mesh } from '../model';
import { wholeMesh } from '../model/gateway-api/whole-mesh';
import { type Arrival, arrivalOf } from './arrival';
import type { Client } from './client';
import { gatewayOf, sidecarOf } from './find-client';
import { GatewayProxy } from './gateway-proxy';
import { whyNoSidecar } from './has-sidecar';
import type { Outcome } from './outcome';
import type { Request } from './request';
import { hasRivals } from './rivals';
import { Deliveries } from './server/delivery';
import { GatewayPolicies } from './server/gateway-policies';
import { shownByGateway, shownBySidecar, shownWithoutProxy } from './server/sender';
import { Sidecar } from './sidecar';
import { sidecarKey } from './sidecar-key';
import { sendWithoutProxy } from './without-proxy';

/** Pods that were asked about before. */
interface Pods {
  readonly client: Client;
  /** Shared with other pods to which istiod gives the same. */
  readonly proxy: Sidecar;
  /** Why their requests meet no sidecar; undefined where they do. */
  readonly bare: string | undefined;
}

/** Whether requests fare the same, whatever decided about it. */
function isSame({ why: _, ...a }: Outcome, { why: __, ...b }: Outcome): boolean {
  return isDeepStrictEqual(a, b);
}

/** Answers where requests go in a mesh, as istiod and Envoy would route them. What it finds out about a proxy, it keeps. */
export class Simulator {
  readonly #pods = new Map<string, Pods>();
  readonly #gateways = new Map<string, GatewayProxy>();
  readonly #sidecars = new Map<string, Sidecar>();
  readonly #policies = new Map<GatewayProxy, GatewayPolicies>();
  readonly #deliveries: Deliveries;
  #reversed: Simulator | undefined;

  /** The mesh, with what istiod makes for its Gateways. */
  readonly mesh: Mesh;

  constructor(mesh: Mesh) {
    this.mesh = wholeMesh(mesh);
    this.#deliveries = new Deliveries(this.mesh);
  }

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
    const { client, proxy, bare } = this.#podsOf(name);
    const { clusters } = proxy;
    const called = proxy.called(request.host, port, request.address);
    const arrival = arrivalOf(request, called, false, this.mesh.settings);
    const call = { called, clusters };
    const carried = { isReadable: arrival.isPlainHttp, isTls: arrival.serverName !== undefined };
    const shown = bare === undefined ? shownBySidecar(client, request) : shownWithoutProxy(request);
    const deliver = (outcome: Outcome, isRead: boolean) =>
      this.#deliveries.deliver(outcome, { call, arrival, carried, isRead, shown });
    return bare === undefined ? proxy.send(arrival, { ...call, deliver }) : sendWithoutProxy(arrival, { ...call, deliver }, bare);
  }

  #fromOutside(request: Request, name: string, port: number): Outcome {
    const proxy = this.#gatewayOf(name);
    const called = proxy.called(request.host, port, request.address);
    const policies = this.#policiesOf(proxy);
    const call = { called, clusters: proxy.clusters };
    let through = { isOpened: false, arrival: arrivalOf(request, called, false, this.mesh.settings), token: request.token };
    const admit = (arriving: Arrival, isOpened: boolean, isRead: boolean) => {
      const admitted = policies.admit(request, arriving, called.port, isOpened, isRead);
      through = { isOpened, arrival: admitted.arrival, token: admitted.token };
      return admitted;
    };
    const deliver = (outcome: Outcome, isRead: boolean) => {
      const { arrival, isOpened, token } = through;
      const isTls = arrival.serverName !== undefined && !isOpened;
      const carried = { isReadable: arrival.isHttp && !isTls, isTls };
      const shown = shownByGateway(proxy.client, request, token);
      return this.#deliveries.deliver(outcome, { call, arrival, carried, isRead, shown });
    };
    const arrivalFor = (isOpened: boolean) => arrivalOf(request, called, isOpened, this.mesh.settings);
    return proxy.receive(arrivalFor, { ...call, deliver }, admit);
  }

  #policiesOf(proxy: GatewayProxy): GatewayPolicies {
    const known = this.#policies.get(proxy) ?? new GatewayPolicies(proxy.client);
    this.#policies.set(proxy, known);
    return known;
  }

  #podsOf(name: string): Pods {
    const known = this.#pods.get(name);
    if (known !== undefined) return known;
    const client = sidecarOf(this.mesh, name);
    const key = sidecarKey(client);
    const proxy = this.#sidecars.get(key) ?? new Sidecar(client);
    this.#sidecars.set(key, proxy);
    const reason = client.workload === undefined ? undefined : whyNoSidecar(this.mesh, client.workload);
    const pods = { client, proxy, bare: reason === undefined ? undefined : `${client.name} has no sidecar: ${reason}` };
    this.#pods.set(name, pods);
    return pods;
  }

  #gatewayOf(name: string): GatewayProxy {
    const known = this.#gateways.get(name) ?? new GatewayProxy(gatewayOf(this.mesh, name));
    this.#gateways.set(name, known);
    return known;
  }
}
