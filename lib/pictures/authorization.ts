import { picks } from '../core/labels';
import type { Mesh, MeshObject, Workload } from '../model';
import type { Specs } from '../model/specs';
import { modeOf } from '../simulation/has-sidecar';
import type { GraphBuilder } from './graph-builder';
import type { GraphNodes } from './graph-nodes';
import { keyOf } from './object-key';

type Policy = MeshObject<Specs['security.istio.io/AuthorizationPolicy']>;
type Rule = NonNullable<Policy['spec']['rules']>[number];
type Source = NonNullable<NonNullable<NonNullable<Rule['from']>[number]>['source']>;

const VERBS: Readonly<Record<string, string>> = { ALLOW: 'allows', DENY: 'denies', AUDIT: 'audits', CUSTOM: 'asks about' };
const PRINCIPAL = /(?:^|\/)ns\/([^/]+)\/sa\/([^/]+)$/;

const listed = (fields: Readonly<Record<string, unknown>> | undefined) =>
  Object.entries(fields ?? {}).flatMap(([name, values]) =>
    Array.isArray(values) && values.length > 0 ? [`${name} ${values.join(' or ')}`] : [],
  );

/** What a rule of a policy is about, in words. */
function describe({ from = [], to = [], when = [] }: Rule): string {
  const sources = from.map(({ source }) => listed(source).join(' and ')).filter((text) => text !== '');
  const operations = to.map(({ operation }) => listed(operation).join(' and ')).filter((text) => text !== '');
  const conditions = when.map(({ key, values = [], notValues = [] }) =>
    [
      ...(values.length === 0 ? [] : [`${key} is ${values.join(' or ')}`]),
      ...(notValues.length === 0 ? [] : [`${key} is not ${notValues.join(' or ')}`]),
    ].join(' and '),
  );
  return [
    sources.length === 0 ? 'everybody' : `callers with ${sources.join(', or with ')}`,
    ...(operations.length === 0 ? [] : [`for ${operations.join(', or for ')}`]),
    ...conditions.map((condition) => `when ${condition}`),
  ].join(' ');
}

function textsOf({ spec: { action = 'ALLOW', rules = [] } }: Policy): string[] {
  const verb = VERBS[action] ?? action;
  return rules.length === 0 ? [`${verb} nobody`] : rules.map((rule) => `${verb} ${describe(rule)}`);
}

/** The operations of a rule alone: they stand at the edge from who may call. */
function operationsOf({ to = [] }: Rule): string[] {
  return to.map(({ operation }) => listed(operation).join(' and ')).filter((text) => text !== '');
}

type Target = NonNullable<Policy['spec']['targetRef']>;

const targetsOf = ({ spec: { targetRef, targetRefs = [] } }: Policy): readonly Target[] =>
  targetRefs.length > 0 ? targetRefs : targetRef === undefined ? [] : [targetRef];

/** Label of pods that are a Gateway of the Gateway API. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** The workloads for whose requests a policy is that names a Service, which a waypoint asks, or a Gateway. */
function targeted(mesh: Mesh, namespace: string, { kind, name }: Target): readonly Workload[] {
  if (kind === 'Gateway') return mesh.workloads.filter((one) => one.namespace === namespace && one.labels[GATEWAY_NAME] === name);
  if (kind !== 'Service') return [];
  const services = mesh.services.filter((one) => one.isKubernetes && one.namespace === namespace && one.name === name);
  return services.flatMap((service) => mesh.workloadsBehind(service));
}

class PolicyEdges {
  constructor(
    private readonly mesh: Mesh,
    private readonly graph: GraphBuilder,
    private readonly nodes: GraphNodes,
  ) {}

  #named(namespace: string, account: string): readonly string[] {
    const known = this.mesh.workloads.filter((one) => one.namespace === namespace && one.serviceAccount === account);
    if (known.length > 0) return known.map((one) => this.nodes.ofWorkload(one));
    const id = `clients/${namespace}/${account}`;
    return [this.graph.node({ id, kind: 'clients', name: account, namespace, details: ['an identity without workload here'] })];
  }

  #allOf(namespace: string): string {
    return this.graph.node({ id: `clients/${namespace}`, kind: 'clients', name: `all of ${namespace}`, namespace, details: [] });
  }

  #sources({ principals = [], namespaces = [], serviceAccounts = [] }: Source, home: string): readonly string[] {
    return [
      ...principals.flatMap((principal) => {
        const [, namespace, account] = PRINCIPAL.exec(principal) ?? [];
        return namespace === undefined || account === undefined || account.includes('*') ? [] : this.#named(namespace, account);
      }),
      ...serviceAccounts.flatMap((text) => {
        const [first = '', second] = text.split('/');
        return second === undefined ? this.#named(home, first) : this.#named(first, second);
      }),
      ...namespaces.filter((name) => !name.includes('*')).map((name) => this.#allOf(name)),
    ];
  }

  add(policy: Policy, workload: Workload): void {
    const { action = 'ALLOW', rules = [], selector } = policy.spec;
    const isForSome = selector !== undefined || targetsOf(policy).length > 0;
    const to = this.nodes.ofWorkload(workload);
    this.graph.addObject(to, policy);
    for (const text of textsOf(policy)) this.graph.addAuthorization(to, text);
    if (!isForSome || (action !== 'ALLOW' && action !== 'DENY')) return;
    rules.forEach((rule, i) => {
      for (const { source } of rule.from ?? []) {
        for (const from of new Set(this.#sources(source ?? {}, policy.namespace))) {
          this.graph.edge({
            kind: action === 'ALLOW' ? 'allow' : 'deny',
            from,
            to,
            matches: operationsOf(rule),
            rule: { object: keyOf(policy), field: `spec.rules[${i}]` },
            sources: [policy],
          });
        }
      }
    });
  }
}

/**
 * Adds who may call what. A policy that picks workloads is drawn from the callers it names; one for a whole namespace or the whole mesh
 * stands in words at its workloads, since it says the same of all.
 */
export function addAuthorization(mesh: Mesh, graph: GraphBuilder, nodes: GraphNodes): void {
  const edges = new PolicyEdges(mesh, graph, nodes);
  for (const policy of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { selector } = policy.spec;
    const targets = targetsOf(policy);
    if (targets.length > 0) {
      for (const workload of new Set(targets.flatMap((target) => targeted(mesh, policy.namespace, target))))
        edges.add(policy, workload);
      continue;
    }
    const reach = policy.namespace === mesh.settings.rootNamespace ? undefined : policy.namespace;
    const labels = selector?.matchLabels ?? {};
    const picked = mesh.workloadsWith(labels, reach).filter((one) => picks(labels, one.labels) && modeOf(mesh, one) !== 'none');
    for (const workload of picked) edges.add(policy, workload);
  }
  for (const request of mesh.of('security.istio.io/RequestAuthentication')) {
    const labels = request.spec.selector?.matchLabels ?? {};
    const reach = request.namespace === mesh.settings.rootNamespace ? undefined : request.namespace;
    for (const workload of mesh.workloadsWith(labels, reach)) {
      if (modeOf(mesh, workload) !== 'none') graph.addObject(nodes.ofWorkload(workload), request);
    }
  }
}
