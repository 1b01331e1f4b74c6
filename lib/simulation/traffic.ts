import type { IConstruct } from 'constructs';
import { Mesh, objectsOf } from '../model';
import type { Outcome } from './outcome';
import { type RequestHeaders, type RequestOptions, requestTo, type Sender } from './request';
import { Simulator } from './simulator';

/** What became of a request, and the request, for messages. */
export interface Answered {
  /** `GET http://reviews:9080/ from productpage` */
  readonly asked: string;
  readonly outcome: Outcome;
}

/** Somebody who sends requests. */
export class Caller {
  readonly #simulator: Simulator;
  readonly #sender: Sender;

  constructor(simulator: Simulator, sender: Sender) {
    this.#simulator = simulator;
    this.#sender = sender;
  }

  /**
   * What becomes of a request of any method.
   * @param url `http://reviews:9080/path?query`; also https, tcp and tls
   * @throws Error for a URL that is none, and for a caller or a host of the cluster that does not exist
   */
  ask(method: string, url: string, options: Omit<RequestOptions, 'method'> = {}): Answered {
    const sender = 'gateway' in this.#sender ? `through gateway ${this.#sender.gateway}` : `from ${this.#sender.workload}`;
    const headers = Object.entries(options.headers ?? {}).map(([name, value]) => `, ${name}: ${value}`);
    const outcome = this.#simulator.ask(requestTo(this.#sender, url, { ...options, method }));
    return { asked: `${method} ${url} ${sender}${headers.join('')}`, outcome };
  }

  get(url: string, headers: RequestHeaders = {}): Answered {
    return this.ask('GET', url, { headers });
  }

  post(url: string, headers: RequestHeaders = {}): Answered {
    return this.ask('POST', url, { headers });
  }

  /** A connection that is not of HTTP: `reviews:9080`. */
  connect(hostAndPort: string): Answered {
    return this.ask('GET', `tcp://${hostAndPort}`);
  }
}

/** Requests in a mesh that is described by its manifests, for tests. */
export class Traffic {
  readonly #simulator: Simulator;

  /** @param mesh a program, a part of it, or a mesh that was read from manifests */
  constructor(mesh: IConstruct | Mesh) {
    this.#simulator = new Simulator(mesh instanceof Mesh ? mesh : new Mesh(objectsOf(mesh)));
  }

  /** @param workload `<name>[.<namespace>]` of a workload, or of the Service or app that it is the only one of */
  from(workload: string): Caller {
    return new Caller(this.#simulator, { workload });
  }

  /** Calls from outside of the mesh. @param gateway `<name>[.<namespace>]` of a Gateway or of its workload */
  throughGateway(gateway: string): Caller {
    return new Caller(this.#simulator, { gateway });
  }
}
