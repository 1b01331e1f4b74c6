import type { Mesh } from '../../model';
import type { Endpoint } from '../../model/endpoint';
import { mutualTlsOf } from '../../model/mutual-tls';
import { hasSidecar } from '../has-sidecar';
import { once } from '../once';
import { describeObject } from '../place';
import { Authorization } from './authorization';
import type { Spoken } from './client-tls';
import { type GatewayEntrance, gatewayEntrance } from './gateway-entrance';
import { type InboundProtocol, inboundProtocol } from './inbound-port';
import { TokenReader } from './token-reader';

/** What the client's connection carries within what its proxy speaks. */
export interface Carried {
  /** Whether proxies can read the request. */
  readonly isReadable: boolean;
  /** Whether it is TLS of the client's own. */
  readonly isTls: boolean;
}

/** A connection that is cut, seen from the proxy of the client. */
export interface Cut {
  readonly flag: 'UC' | 'UF';
  readonly why: string;
}

/** The pods behind an endpoint, as connections to them meet it. */
export class Receiver {
  readonly #protocol: InboundProtocol;
  readonly #mode: ReturnType<typeof mutualTlsOf> | undefined;
  /** Undefined for what is no gateway. */
  readonly #entrance: GatewayEntrance | undefined;
  readonly #isGateway: boolean;
  readonly #authorizations = new Map<boolean, Authorization>();
  readonly #mesh: Mesh;

  constructor(
    mesh: Mesh,
    readonly endpoint: Endpoint,
  ) {
    const { workload, port } = endpoint;
    const isProxied = workload !== undefined && hasSidecar(mesh, workload);
    this.#mesh = mesh;
    this.#isGateway = isProxied && workload.proxy === 'gateway';
    this.#entrance = this.#isGateway && workload !== undefined ? gatewayEntrance(mesh, workload, port) : undefined;
    this.#mode = isProxied ? mutualTlsOf(mesh, workload, port) : undefined;
    this.#protocol = isProxied ? inboundProtocol(mesh, workload, port) : 'tcp';
  }

  /** What cuts a connection before anybody asks whether it is allowed; undefined where nothing does. */
  cut(spoken: Spoken, carried: Carried): Cut | undefined {
    const { name, namespace } = this.endpoint;
    const place = `${name}.${namespace}`;
    if (this.#mode === undefined) {
      const isUnderstood = spoken !== 'mutual' || this.endpoint.workload === undefined;
      return isUnderstood ? undefined : { flag: 'UF', why: `${place} has no sidecar that takes TLS of the mesh` };
    }
    if (this.#isGateway) return this.#cutAtGateway(spoken !== 'plain' || carried.isTls);
    const { mode, by } = this.#mode;
    const said = by === undefined ? mode : `${mode} by ${describeObject(by)}`;
    const arriving = spoken === 'plain' && carried.isTls ? 'tls' : spoken;
    if (arriving === 'plain') {
      return mode === 'STRICT' ? { flag: 'UC', why: `${place} takes no plain text: mutual TLS is ${said}` } : undefined;
    }
    if (arriving === 'mutual') {
      return mode === 'DISABLE' ? { flag: 'UF', why: `${place} takes no TLS of the mesh: mutual TLS is ${said}` } : undefined;
    }
    const isPassed = mode !== 'STRICT' && this.#protocol !== 'http';
    return isPassed ? undefined : { flag: 'UF', why: `${place} takes no TLS but that of the mesh: mutual TLS is ${said}` };
  }

  /** Policies for mutual TLS are not for gateways: their servers say what they take. */
  #cutAtGateway(isTls: boolean): Cut | undefined {
    const { name, namespace, port } = this.endpoint;
    if (this.#entrance === undefined || (isTls ? this.#entrance.takesTls : this.#entrance.takesPlain)) return undefined;
    const why = `port ${port} of ${name}.${namespace} takes ${isTls ? 'no TLS' : 'TLS alone'}`;
    return { flag: isTls ? 'UF' : 'UC', why };
  }

  /** Whether the proxy reads requests that come so. */
  reads(spoken: Spoken, { isReadable }: Carried): boolean {
    return isReadable && spoken !== 'tls' && this.#protocol !== 'tcp';
  }

  /** The policies for what comes; undefined where no proxy asks any. */
  authorization(isForRequests: boolean): Authorization | undefined {
    const { workload } = this.endpoint;
    if (this.#mode === undefined || workload === undefined) return undefined;
    const known = this.#authorizations.get(isForRequests) ?? new Authorization(this.#mesh, workload, isForRequests);
    this.#authorizations.set(isForRequests, known);
    return known;
  }

  /** The rules for tokens of requests; undefined where no proxy looks for any. */
  readonly tokens = once(() => {
    const { workload } = this.endpoint;
    return this.#mode === undefined || workload === undefined ? undefined : new TokenReader(this.#mesh, workload);
  });
}
