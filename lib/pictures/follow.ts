import { append } from '../core/grouped';
import type { Mesh, Workload } from '../model';
import { wholeMesh } from '../model/gateway-api/whole-mesh';
import { type Outcome, type Request, Simulator } from '../simulation';
import { linksOf } from './link';
import type { MeshGraph, MeshNode } from './mesh-graph';
import { MeshRules } from './mesh-rules';
import { keyOf } from './object-key';
import { sampleRequests } from './sample-requests';

/** A request, what becomes of it, and where in the picture. */
export interface Followed {
  /** `GET http://reviews.shop:9080/`, with the headers. */
  readonly title: string;
  readonly sender: string;
  /** Node that sends it. */
  readonly from: string;
  /** Node that is called; left out where the request goes through a gateway. */
  readonly called?: string;
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  /** Undefined where the request cannot be made at all. */
  readonly outcome?: Outcome;
  /** Why it cannot be made. */
  readonly problem?: string;
}

/** What can be followed in a picture. */
export interface FollowedRequests {
  readonly requests: readonly Followed[];
  /** Number of requests that were left out, since they would fill the page. */
  readonly leftOut: number;
}

function titleOf({ method = 'GET', scheme = 'http', host, port, path = '', headers = {} }: Request): string {
  const url = `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
  if (scheme === 'tcp' || scheme === 'tls') return `connection to ${url}`;
  const said = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  return `${method} ${url}${path}${said.length === 0 ? '' : ` with ${said.join(', ')}`}`;
}

/** Finds the nodes of a graph by what an outcome says. */
class Places {
  readonly #byObject = new Map<string, MeshNode[]>();
  readonly #links: readonly { readonly id: string; readonly kind: string; readonly from: string; readonly to: string }[];

  readonly #workloads: ReadonlyMap<string, Workload>;

  constructor(
    private readonly mesh: Mesh,
    graph: MeshGraph,
  ) {
    this.#workloads = new Map(mesh.workloads.map((one) => [`${one.namespace}/${one.name}`, one]));
    for (const node of graph.nodes) {
      for (const key of node.objects) append(this.#byObject, key, node);
    }
    this.#links = linksOf(graph);
  }

  workload(name: string, namespace: string): string | undefined {
    const found = this.#workloads.get(`${namespace}/${name}`);
    if (found === undefined) return undefined;
    return this.#byObject.get(keyOf(found.object))?.find(({ kind }) => kind === 'workload' || kind === 'gateway')?.id;
  }

  gateway(text: string): string | undefined {
    const dot = text.lastIndexOf('.');
    const [name, namespace] = [text.slice(0, dot), text.slice(dot + 1)];
    const kinds = ['Gateway', 'Gateway.gateway.networking.k8s.io'];
    const nodes = kinds.flatMap((kind) => this.#byObject.get(`${kind}/${namespace}/${name}`) ?? []);
    return nodes.find(({ kind }) => kind === 'gateway')?.id ?? this.workload(name, namespace);
  }

  /** The node that is called under a host: where rules lead elsewhere, the name, else the service. */
  called(host: string): string | undefined {
    const [service] = this.mesh.servicesOf(host);
    const nodes = service === undefined ? [] : (this.#byObject.get(keyOf(service.object)) ?? []);
    const named = nodes.filter(({ name, kind }) => kind !== 'gateway' && (name === host || name === service?.name));
    return (named.find(({ kind }) => kind === 'host') ?? named[0])?.id;
  }

  service(host: string): string | undefined {
    const [service] = this.mesh.servicesOf(host);
    const nodes = service === undefined ? [] : (this.#byObject.get(keyOf(service.object)) ?? []);
    return nodes.find(({ kind, name }) => kind !== 'host' && kind !== 'gateway' && (name === host || name === service?.name))?.id;
  }

  linksAmong(nodes: ReadonlySet<string>, starts: ReadonlySet<string>): string[] {
    const taken = this.#links.filter(
      ({ kind, from, to }) => (kind === 'route' || kind === 'pods') && nodes.has(from) && nodes.has(to),
    );
    return taken.filter(({ from }) => starts.has(from)).map(({ id }) => id);
  }
}

function followed(places: Places, request: Request, outcome: Outcome): Pick<Followed, 'nodes' | 'links'> {
  const start = 'gateway' in request.from ? places.gateway(request.from.gateway) : undefined;
  const called = 'gateway' in request.from ? undefined : places.called(request.host);
  const ends = outcome.endpoints.map(({ workload, namespace, service }) =>
    workload === '' ? places.service(service) : (places.workload(workload, namespace) ?? places.service(service)),
  );
  const services = outcome.destinations.map(({ service }) => places.service(service));
  const isId = (id: string | undefined): id is string => id !== undefined;
  const all = new Set([start, called, ...ends].filter(isId));
  const starts = new Set([start, called].filter(isId));
  // From a gateway to a service without rules of its own, the line ends at the service and another one goes on to the pods.
  for (const id of services.filter(isId)) {
    if (places.linksAmong(new Set([...starts, id]), starts).length > 0) {
      all.add(id);
      starts.add(id);
    }
  }
  return { nodes: [...all], links: places.linksAmong(all, starts) };
}

/** Who is likely to call a node: workloads whose environment names it, then those of its namespace to which gateways lead. */
function callersIn({ edges }: MeshGraph, byId: ReadonlyMap<string | undefined, Workload>) {
  const naming = new Map<string, Workload[]>();
  const entries = new Map<string, Workload[]>();
  const fromGateways = new Set(edges.filter(({ from }) => from.startsWith('gateway/')).map(({ to }) => to));
  for (const { kind, from, to } of edges) {
    const [caller, entry] = [byId.get(from), byId.get(to)];
    if (kind === 'names' && caller !== undefined) append(naming, to, caller);
    const isEntry = fromGateways.has(to) || (kind === 'pods' && fromGateways.has(from));
    if (entry !== undefined && isEntry) append(entries, entry.namespace, entry);
  }
  return (node: string, namespace: string): readonly Workload[] => [
    ...(naming.get(node) ?? []),
    ...(entries.get(namespace) ?? []),
  ];
}

/** Asks the simulator what becomes of the requests that the rules of a mesh tell apart, as many as may stand in a page. */
export function followRequests(written: Mesh, graph: MeshGraph, most = 400): FollowedRequests {
  const mesh = wholeMesh(written);
  const simulator = new Simulator(mesh);
  const places = new Places(mesh, graph);
  const rules = new MeshRules(mesh);
  const shown = new Set(graph.nodes.map(({ id }) => id));
  const byId = new Map(
    mesh.workloads.map((one): [string | undefined, Workload] => [places.workload(one.name, one.namespace), one]),
  );
  const callers = callersIn(graph, byId);
  const requests = sampleRequests(
    mesh,
    (service) => rules.for(service).map(({ rule }) => rule),
    ({ host, namespace }) => callers(places.called(host) ?? '', namespace),
  );
  const drawn = requests.flatMap((request) => {
    const sender = 'gateway' in request.from ? request.from.gateway : request.from.workload;
    const dot = sender.lastIndexOf('.');
    const from =
      'gateway' in request.from ? places.gateway(sender) : places.workload(sender.slice(0, dot), sender.slice(dot + 1));
    const isCalled = 'gateway' in request.from || places.called(request.host) !== undefined;
    return from === undefined || !shown.has(from) || !isCalled ? [] : [{ request, sender, from }];
  });
  const kept = drawn.slice(0, most).map(({ request, sender, from }): Followed => {
    const title = titleOf(request);
    const called = 'gateway' in request.from ? undefined : places.called(request.host);
    const base = { title, sender, from, ...(called === undefined ? {} : { called }) };
    try {
      const outcome = simulator.ask(request);
      return { ...base, ...followed(places, request, outcome), outcome };
    } catch (error) {
      return { ...base, nodes: [], links: [], problem: error instanceof Error ? error.message : String(error) };
    }
  });
  return { requests: kept, leftOut: drawn.length - kept.length };
}
