import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import { fullHost, mostSpecific } from './hosts';
import type { Mesh } from './mesh';
import type { MeshObject } from './mesh-object';
import type { Service } from './service';
import type { Specs } from './specs';
import type { Place } from './virtual-service';

type Spec = Specs['networking.istio.io/DestinationRule'];
type RuleObject = MeshObject<Spec>;
export type TrafficPolicy = NonNullable<Spec['trafficPolicy']>;

/** A subset, and where it stands. */
export interface Subset extends Place {
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy: TrafficPolicy | undefined;
}

/** What the DestinationRules of one namespace say of one host: those that go together are one. */
export interface DestinationRule {
  readonly host: string;
  readonly namespace: string;
  /** Labels of the clients for which it is; undefined where it is for all. */
  readonly clients: Labels | undefined;
  /** As it is written: empty where nothing is. */
  readonly exportTo: ReadonlySet<string>;
  readonly subsets: readonly Subset[];
  readonly trafficPolicy: TrafficPolicy | undefined;
  /** The objects that it comes from. */
  readonly objects: readonly MeshObject[];
}

type ByHost = Map<string, DestinationRule[]>;

function ruleOf(object: RuleObject, host: string): DestinationRule {
  const { subsets = [], trafficPolicy, workloadSelector, exportTo = [] } = object.spec;
  return {
    host,
    namespace: object.namespace,
    clients: workloadSelector === undefined ? undefined : (workloadSelector.matchLabels ?? {}),
    exportTo: new Set(workloadSelector === undefined ? exportTo : ['.']),
    subsets: subsets.map(({ name, labels = {}, trafficPolicy: policy }, i) => ({
      name,
      labels,
      trafficPolicy: policy as TrafficPolicy | undefined,
      object,
      field: `subsets[${i}]`,
    })),
    trafficPolicy,
    objects: [object],
  };
}

const holds = (set: ReadonlySet<string>, other: ReadonlySet<string>) => [...other].every((one) => set.has(one));
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && holds(a, b);
const sameLabels = (a: Labels, b: Labels) => Object.keys(a).length === Object.keys(b).length && picks(a, b);

function together(first: DestinationRule, next: DestinationRule): DestinationRule {
  const names = new Set(first.subsets.map(({ name }) => name));
  return {
    ...first,
    subsets: [...first.subsets, ...next.subsets.filter(({ name }) => !names.has(name))],
    trafficPolicy: first.trafficPolicy ?? next.trafficPolicy,
    objects: [...first.objects, ...next.objects],
  };
}

/** Adds a rule to those of its host: into each with which it goes together, and by itself where istiod keeps it so. */
function add(rules: ByHost, next: DestinationRule): void {
  const known = rules.get(next.host);
  if (known === undefined) {
    rules.set(next.host, [next]);
    return;
  }
  let isOwn = true;
  for (const [i, first] of known.entries()) {
    const isSame = sameSet(first.exportTo, next.exportTo);
    isOwn = !isSame;
    if (!isSame && (first.exportTo.size === 0 || !holds(next.exportTo, first.exportTo))) continue;
    const bothPick = first.clients !== undefined && next.clients !== undefined;
    const pickTheSame = bothPick && sameLabels(first.clients ?? {}, next.clients ?? {});
    if (bothPick && !pickTheSame) {
      isOwn = true;
      continue;
    }
    if (pickTheSame || (first.clients === undefined && next.clients === undefined)) isOwn = false;
    known[i] = together(first, next);
  }
  if (isOwn) known.push(next);
}

function rulesFor(rules: ByHost | undefined, host: string): readonly DestinationRule[] | undefined {
  const found = rules === undefined ? undefined : mostSpecific(host, rules);
  return found === undefined ? undefined : rules?.get(found);
}

function byNamespace(all: Map<string, ByHost>, namespace: string): ByHost {
  const rules = all.get(namespace) ?? new Map();
  all.set(namespace, rules);
  return rules;
}

/** DestinationRules by namespace, as clients of the namespace and as others look for them. */
class DestinationRuleIndex {
  readonly #own = new Map<string, ByHost>();
  readonly #exported = new Map<string, ByHost>();
  readonly #ownOfRoot: ByHost = new Map();

  constructor(private readonly mesh: Mesh) {
    const { settings } = mesh;
    const all = mesh.of('networking.istio.io/DestinationRule');
    const picky = all.filter(({ spec }) => spec.workloadSelector !== undefined);
    const others = all.filter(({ spec }) => spec.workloadSelector === undefined);
    const isPrivateByDefault = settings.defaultDestinationRuleExportTo.includes('.');
    for (const object of [...picky, ...others]) {
      const { namespace } = object;
      const rule = ruleOf(object, fullHost(object.spec.host, namespace, settings.domain));
      const { exportTo } = rule;
      const isForOwn = exportTo.size === 0 || exportTo.has('*') || exportTo.has('.') || exportTo.has(namespace);
      if (isForOwn) add(byNamespace(this.#own, namespace), rule);
      const isPrivate =
        exportTo.size === 0 ? isPrivateByDefault : exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
      if (!isPrivate) add(byNamespace(this.#exported, namespace), rule);
      else if (namespace === settings.rootNamespace) add(this.#ownOfRoot, rule);
    }
  }

  #exportedFrom(namespace: string, host: string, client: string): readonly DestinationRule[] {
    const rules = rulesFor(this.#exported.get(namespace), host) ?? [];
    return rules.filter(({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(client));
  }

  rulesFor(client: string, { host, namespace }: Service): readonly DestinationRule[] {
    const { rootNamespace } = this.mesh.settings;
    const own = rulesFor(client === rootNamespace ? this.#ownOfRoot : this.#own.get(client), host);
    if (own !== undefined) return own;
    const ofService = this.#exportedFrom(namespace, host, client);
    return ofService.length > 0 ? ofService : this.#exportedFrom(rootNamespace, host, client);
  }
}

/**
 * The DestinationRule that clients with these labels in a namespace use for a service; undefined where none is for them.
 * @param client namespace of the clients
 */
export function destinationRuleFor(mesh: Mesh, client: string, labels: Labels, service: Service): DestinationRule | undefined {
  const index = mesh.once('destination rules', (all) => new DestinationRuleIndex(all));
  const rules = index.rulesFor(client, service);
  const picky = rules.find(({ clients, namespace }) => clients !== undefined && namespace === client && picks(clients, labels));
  return picky ?? rules.findLast(({ clients }) => clients === undefined);
}

/** What a DestinationRule says of connections to a port of the service or of one of its subsets. */
export function trafficPolicyOf(rule: DestinationRule | undefined, subset: string, port: number): TrafficPolicy {
  const ofHost = policyOfPort(rule?.trafficPolicy, port);
  const ofSubset = rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  return ofSubset === undefined ? ofHost : policyOfPort(ofSubset, port, ofHost);
}

const BLOCKS = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'] as const satisfies readonly (keyof TrafficPolicy)[];

/** A policy on top of another: whole blocks replace those below; what is said of the port leaves nothing of them. */
function policyOfPort(policy: TrafficPolicy | undefined, port: number, below: TrafficPolicy = {}): TrafficPolicy {
  if (policy === undefined) return below;
  const { portLevelSettings = [], ...general } = policy;
  const merged = { ...below, ...general };
  const ofPort = portLevelSettings.find((one) => one.port?.number === port);
  if (ofPort === undefined) return merged;
  return { ...merged, ...Object.fromEntries(BLOCKS.map((name) => [name, ofPort[name]])) };
}
