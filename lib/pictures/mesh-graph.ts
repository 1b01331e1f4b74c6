import type { FindingJson } from '../analysis';
import type { ProxyMode } from '../model';
import type { MutualTls } from '../model/mutual-tls';

/**
 * What a node of the picture stands for.
 *
 * | | |
 * |---|---|
 * | `gateway` | pods of a gateway, or what a Gateway picks where those are not among the manifests |
 * | `service` | a Service, or a host of a ServiceEntry that is part of the mesh |
 * | `workload` | what makes pods: one version of a service, as a rule |
 * | `external` | a host outside of the mesh |
 * | `host` | a name that is called, and is routed elsewhere |
 * | `clients` | all workloads of a namespace, or whoever has an identity that no workload here has |
 * | `answer` | what a proxy answers itself: a redirect, or a text |
 * | `missing` | what a rule names and nothing is: it leads nowhere |
 */
export type NodeKind = 'gateway' | 'service' | 'workload' | 'external' | 'host' | 'clients' | 'answer' | 'missing';

/**
 * What an edge says of the two nodes.
 *
 * | | |
 * |---|---|
 * | `route` | a rule sends requests there |
 * | `pods` | the Service picks these pods, and no rule decides among them |
 * | `unused` | the Service picks these pods, but its rules send them nothing |
 * | `mirror` | copies of requests are sent there |
 * | `names` | the environment of the workload names the service |
 * | `allow`, `deny` | an AuthorizationPolicy names the one as a caller of the other |
 */
export type EdgeKind = 'route' | 'pods' | 'unused' | 'mirror' | 'names' | 'allow' | 'deny';

/** A node of the picture. */
export interface MeshNode {
  /** Kind, namespace and name: `workload/shop/reviews-v1`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Empty where it is in none. */
  readonly namespace: string;
  /** Version of the workload: its label `version`. Left out where it has none. */
  readonly version?: string;
  /** How its pods take part in the mesh. Left out where it has none. */
  readonly proxy?: ProxyMode;
  /** `<namespace>/<name>` of the waypoint through which requests to a service go. Left out for none. */
  readonly waypoint?: string;
  /** What its pods take. Left out where they have no proxy that decides. */
  readonly mutualTls?: MutualTls;
  /** Ports, hosts and what else is worth a line. */
  readonly details: readonly string[];
  /** Rules about who may call it. */
  readonly authorization: readonly string[];
  /** Keys of its objects. */
  readonly objects: readonly string[];
  /** Places of findings in the list of the graph. */
  readonly findings: readonly number[];
  /** How it differs from another mesh. Left out where it does not, or there is none. */
  readonly change?: Change;
}

/** What became of a part of a mesh. */
export type Change = 'new' | 'gone' | 'changed';

/** The rule that an edge comes from. */
export interface EdgeRule {
  /** Key of the object. */
  readonly object: string;
  /** Path from the top of the object: `spec.http[0]`. */
  readonly field: string;
}

/** An edge of the picture: one destination of one rule, or one fact about two nodes. */
export interface MeshEdge {
  /** Kind, nodes, and a number where there are several. */
  readonly id: string;
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  /** Host for which requests are, where it is not the node that they come from. */
  readonly host?: string;
  /** Conditions, of which one has to hold. None holds always. */
  readonly matches: readonly string[];
  /** Share of the requests in percent; for several pods, of all of them together. Left out where the rule has one destination. */
  readonly weight?: number;
  /** Number of workloads that get the share together, each a part of it. Left out for one. */
  readonly workloads?: number;
  /** Name of the subset. Left out where all pods of the service are meant. */
  readonly subset?: string;
  readonly port?: number;
  /** `delay 7 s for 100 %`, `abort with 500 for 10 %`. */
  readonly faults: readonly string[];
  /** Left out where the rule has none. */
  readonly timeout?: string;
  /** Left out where the rule has none. */
  readonly retries?: string;
  /** What else the rule does: rewrites, headers, CORS. */
  readonly also: readonly string[];
  /** How connections are secured: `mTLS`, `mTLS or plain`, `plain`, `TLS`. Left out where it is not known. */
  readonly tls?: string;
  /** Left out where it comes from no rule. */
  readonly rule?: EdgeRule;
  /** Keys of the objects that it comes from. */
  readonly objects: readonly string[];
  /** Places of findings in the list of the graph. */
  readonly findings: readonly number[];
  /** How it differs from another mesh. Left out where it does not, or there is none. */
  readonly change?: Change;
}

/** A mesh as nodes and edges, sorted: the same for the same manifests in any order of files. */
export interface MeshGraph {
  readonly nodes: readonly MeshNode[];
  readonly edges: readonly MeshEdge[];
  readonly findings: readonly FindingJson[];
}
