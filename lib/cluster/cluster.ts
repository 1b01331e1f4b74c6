import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { type ClusterOptions, type KubectlProxy, startProxy } from './kubectl-proxy';
import { NoCluster } from './no-cluster';

/** What the API server says when it says no. */
export interface Refusal {
  /** Status code of HTTP. */
  readonly code: number;
  readonly message: string;
}

/** An object, or why there is none. */
export type Answer<T> =
  | { readonly object: T; readonly refusal?: undefined }
  | { readonly object?: undefined; readonly refusal: Refusal };

/** How many questions are open at a time. */
const AT_A_TIME = 16;
/** Seconds for one answer: a webhook may take ten of them. */
const PATIENCE = 30;
const PAGE = 500;

const JSON_TYPE = 'application/json';
/** Name, place and marks of each object, without what it says. */
const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

interface List<T> {
  readonly items?: readonly T[];
  readonly metadata?: { readonly continue?: string };
}

/** The API server of a cluster, as kubectl reaches it. */
export class Cluster {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });

  private constructor(
    private readonly proxy: KubectlProxy,
    readonly options: ClusterOptions,
  ) {}

  /** @throws NoCluster where kubectl is missing, or the cluster does not answer */
  static async open(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(await startProxy(options), options);
    try {
      await cluster.must('GET', '/version');
    } catch (error) {
      cluster.close();
      throw error;
    }
    return cluster;
  }

  /** @throws NoCluster where nobody answers */
  async send<T>(method: string, path: string, body?: unknown, type = JSON_TYPE, accept = acceptOf(path)): Promise<Answer<T>> {
    const { code, text } = await this.exchange(method, path, body, { 'Content-Type': type, Accept: accept });
    const said = parsed(text);
    if (code < 300 && said !== undefined) return { object: said as T };
    const { message } = (said ?? {}) as { readonly message?: string };
    // An answer that is no object comes from the proxy, or from something between it and the API server.
    if (message === undefined && code >= 500) throw new NoCluster(`the cluster does not answer: ${oneLine(text)}; ${REACH}`);
    return { refusal: { code, message: oneLine(message ?? text) } };
  }

  /** An object, or undefined where there is none, or not even its kind. @throws NoCluster where the answer is a refusal */
  async get<T>(path: string, accept?: string): Promise<T | undefined> {
    const answer = await this.send<T>('GET', path, undefined, JSON_TYPE, accept);
    if (answer.refusal?.code === 404) return undefined;
    return given(answer, path);
  }

  /** An object that must be there. */
  async must<T>(method: string, path: string): Promise<T> {
    return given(await this.send<T>(method, path), path);
  }

  /** All objects of a list, page after page; none where the kind is unknown. */
  async list<T>(path: string, accept?: string): Promise<T[]> {
    const all: T[] = [];
    for (let next = ''; ; ) {
      const separator = path.includes('?') ? '&' : '?';
      const page: List<T> | undefined = await this.get<List<T>>(`${path}${separator}limit=${PAGE}&continue=${next}`, accept);
      all.push(...(page?.items ?? []));
      next = encodeURIComponent(page?.metadata?.continue ?? '');
      if (next === '') return all;
    }
  }

  /** The same without what the objects say, which is much less. */
  listMetadata<T>(path: string): Promise<T[]> {
    return this.list<T>(path, METADATA);
  }

  close(): void {
    this.agent.destroy();
    this.proxy.stop();
  }

  private exchange(
    method: string,
    path: string,
    body: unknown,
    said: OutgoingHttpHeaders,
  ): Promise<{ code: number; text: string }> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? { Accept: said['Accept'] } : { ...said, 'Content-Length': Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const { agent, proxy } = this;
      const fail = ({ message }: Error) => reject(new NoCluster(`the cluster does not answer: ${message}; ${REACH}`));
      const sent = request({ socketPath: proxy.socket, agent, method, path, headers }, (response) => {
        const chunks: string[] = [];
        response.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
        response.on('error', fail).on('end', () => resolve({ code: response.statusCode ?? 0, text: chunks.join('') }));
      });
      sent.setTimeout(PATIENCE * 1000, () => sent.destroy(new Error(`${method} ${path} took more than ${PATIENCE} s`)));
      sent.on('error', fail).end(text);
    });
  }
}

const REACH = 'look at --context and --kubeconfig, and whether `kubectl version` reaches it';

/** All kinds of a cluster come in two answers. */
const acceptOf = (path: string) =>
  path === '/api' || path === '/apis'
    ? 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
    : 'application/json';

function given<T>(answer: Answer<T>, path: string): T {
  if (answer.refusal === undefined) return answer.object;
  const { code, message } = answer.refusal;
  throw new NoCluster(`the cluster refuses ${path}: ${message} (${code}); look at the rights of who asks`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');
