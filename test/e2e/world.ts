import type { Answer, Question } from '../mesh/app/question';
import { applyStage, type Stage, waitForStage } from '../mesh/apply';
import type { Mesh } from '../mesh/mesh';
import type { PodRecord } from '../mesh/pod-record';
import { type Change, objectsOf, synthesize, type Written } from './program';

/** What a question says beside its URL. */
export type Details = Omit<Question, 'url'>;

/** The mesh as a case sees it. */
export class World {
  /** The objects that are in the cluster, by key. */
  private applied = new Map<string, Written>();
  private ingressAddress: string | undefined;

  /** @param before names of all objects of the empty cluster */
  constructor(
    readonly mesh: Mesh,
    readonly before: readonly string[] = [],
  ) {}

  /** Remembers what an installation has put in. */
  note(objects: readonly Written[]): void {
    this.applied = new Map(objects.map((object) => [object.key, object]));
  }

  /** Brings the cluster to what the program with a change says: applies what differs, and deletes what is no more. */
  async become(change: Change): Promise<void> {
    const isOfIstio = ({ kind, title }: Written) => kind === 'CustomResourceDefinition' && title.endsWith('.istio.io');
    const crds = [...this.applied.values()].filter(isOfIstio);
    const wanted = [...crds, ...objectsOf(synthesize(change, { crds: false }), change.without)];
    const keys = new Set(wanted.map(({ key }) => key));
    const gone = [...this.applied.values()].filter(({ key }) => !keys.has(key));
    const changed = wanted.filter(({ key, text }) => this.applied.get(key)?.text !== text);
    if (gone.length > 0) {
      await this.mesh.kubectlOutput(['delete', '--wait=false', '--ignore-not-found', '-f', '-'], joined(gone));
    }
    for (const name of new Set(changed.map(({ stage }) => stage))) {
      const stage: Stage = { name, text: joined(changed.filter((object) => object.stage === name)) };
      await applyStage(this.mesh, stage);
      await waitForStage(this.mesh, stage);
    }
    this.note(wanted);
  }

  /** The only answer to a question of a pod of an application, `namespace/app`. */
  async ask(from: string, url: string, details: Details = {}): Promise<Answer> {
    return only(await this.askMany(from, url, { ...details, times: 1 }));
  }

  askMany(from: string, url: string, details: Details): Promise<Answer[]> {
    const [namespace = '', app = ''] = from.split('/');
    return this.mesh.ask({ namespace, app }, { url, ...details });
  }

  /** A request from outside of the cluster through the load balancer of the ingress gateway. */
  async enter(url: string, details: Details = {}): Promise<Answer> {
    return only(await this.enterMany(url, { ...details, times: 1 }));
  }

  async enterMany(url: string, details: Details): Promise<Answer[]> {
    this.ingressAddress ??= await this.addressOf('istio-ingressgateway');
    const at = { host: this.ingressAddress, port: url.startsWith('https:') ? 443 : 80 };
    return this.mesh.ask('outside', { at, url, ...details });
  }

  /** Where the load balancer of a gateway is reached from outside. */
  addressOf(gateway: string): Promise<string> {
    const path = '-o=jsonpath={.status.loadBalancer.ingress[0].ip}';
    return this.mesh.kubectlOutput(['get', 'service', '-n', 'istio-system', gateway, path]);
  }

  /** The pod of an application, `namespace/app`. */
  pod(of: string): PodRecord {
    const [namespace, app] = of.split('/');
    const found = this.mesh.pods.find((pod) => pod.namespace === namespace && pod.labels['app'] === app);
    if (found === undefined) throw new Error(`no pod of ${of}`);
    return found;
  }
}

/** What the stand-in for an application says of itself and of the request that reached it. */
export interface Echo {
  readonly app: string;
  readonly version: string;
  readonly pod: string;
  readonly path: string;
  readonly secure: boolean;
  /** Address of whoever asked. */
  readonly from: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export function echo({ body, status, error }: Answer): Echo {
  try {
    return JSON.parse(body) as Echo;
  } catch {
    throw new Error(`no answer of an application but status ${status} ${error ?? ''} ${body}`);
  }
}

function joined(objects: readonly Written[]): string {
  return objects.map(({ text }) => text).join('\n---\n');
}

function only(answers: readonly Answer[]): Answer {
  const [answer] = answers;
  if (answer === undefined) throw new Error('no answer came back');
  return answer;
}
