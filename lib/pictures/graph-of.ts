import { analyze, type Finding } from '../analysis';
import type { Mesh, Service } from '../model';
import { wholeMesh } from '../model/gateway-api/whole-mesh';
import { isHttp } from '../model/port-protocol';
import { gatewayScope, serviceAtGateway } from '../model/proxy-scope';
import { MESH_GATEWAY } from '../model/virtual-service';
import { virtualServicesOf } from '../model/virtual-services';
import { addAuthorization } from './authorization';
import { addNamed } from './environment';
import { GraphBuilder } from './graph-builder';
import { GraphNodes } from './graph-nodes';
import type { MeshGraph } from './mesh-graph';
import { MeshRules } from './mesh-rules';
import { RuleEdges } from './rule-edges';
import { securedTo } from './secured';
import { partOf } from './select-part';
import { Targets } from './targets';

/** What is drawn of a mesh. */
export interface GraphOptions {
  /** `<name>[.<namespace>]` of a workload, service or gateway: what leads there and what it leads to is drawn. @default everything */
  readonly focus?: string;
  /** Namespace that is drawn, with what is next to it. @default all */
  readonly namespace?: string;
  /** Marks of the picture. @default what the analyzer finds */
  readonly findings?: readonly Finding[];
}

function addCallsWithin(mesh: Mesh, graph: GraphBuilder, nodes: GraphNodes, rules: MeshRules, edges: RuleEdges): void {
  for (const service of mesh.services) {
    const node = nodes.ofService(service);
    const all = rules.for(service);
    const { namespace, host, isKubernetes } = service;
    const caller = { namespace, labels: {} };
    const from = isKubernetes || all.length === 0 ? node : hostNode(graph, service);
    const reached = new Set<string>();
    for (const { rule, clients } of all) {
      if (from === undefined) break;
      graph.addObject(from, rule.object);
      const found = edges.add(rule, {
        from,
        gateway: MESH_GATEWAY,
        host: undefined,
        namespace,
        given: clients === undefined ? [] : [`from namespace ${clients}`],
        caller,
        own: service,
        serviceOf: (name) => mesh.serviceSeenFrom(rule.namespace, name),
      });
      for (const id of found) reached.add(id);
    }
    if (node === undefined) continue;
    const isDecided = all.length > 0 && service.ports.every(({ protocol }) => isHttp(protocol));
    for (const workload of mesh.workloadsBehind(service)) {
      const to = nodes.ofWorkload(workload);
      if (reached.has(to)) continue;
      const tls = securedTo(mesh, caller, { service, subset: '', port: service.ports[0]?.number ?? 0, workload });
      graph.edge({ kind: isDecided ? 'unused' : 'pods', from: node, to, tls, sources: [service.object] });
    }
    for (const rule of mesh.of('networking.istio.io/DestinationRule')) {
      if (rule.namespace === namespace && (rule.spec.host === service.name || rule.spec.host === host))
        graph.addObject(node, rule);
    }
  }
}

/** What is called and what is outside are two things, where rules lead from the one elsewhere than to the other. */
function hostNode(graph: GraphBuilder, { host, namespace, object }: Service): string {
  return graph.node({
    id: `host/${namespace}/${host}`,
    kind: 'host',
    name: host,
    namespace,
    details: ['as it is called'],
    objects: [object],
  });
}

function addCallsFromOutside(mesh: Mesh, nodes: GraphNodes, edges: RuleEdges): void {
  for (const virtualService of virtualServicesOf(mesh)) {
    for (const gateway of virtualService.gateways.filter((name) => name !== MESH_GATEWAY)) {
      for (const from of nodes.ofGateway(gateway)) {
        const [, namespace = '', name = ''] = from.split('/');
        const pods = mesh.workloads.find((one) => one.namespace === namespace && one.name === name);
        const scope = gatewayScope(mesh, namespace);
        const all = virtualService.hosts.includes('*');
        edges.add(virtualService, {
          from,
          gateway,
          host: all ? undefined : virtualService.hosts.join(', '),
          namespace,
          given: [],
          caller: { namespace, labels: pods?.labels ?? {} },
          own: undefined,
          serviceOf: (host) => serviceAtGateway(mesh, scope, virtualService, host),
        });
      }
    }
  }
}

/**
 * What there is in a mesh, and who sends requests where.
 * @throws Error for a focus or a namespace that nothing in the mesh has
 */
export function graphOf(written: Mesh, { focus, namespace, findings = analyze(written) }: GraphOptions = {}): MeshGraph {
  const mesh = wholeMesh(written);
  const graph = new GraphBuilder();
  const nodes = new GraphNodes(mesh, graph);
  const rules = new MeshRules(mesh);
  const targets = new Targets(mesh, graph, nodes, (service) => rules.for(service).length > 0);
  const edges = new RuleEdges(graph, targets);
  addCallsWithin(mesh, graph, nodes, rules, edges);
  addCallsFromOutside(mesh, nodes, edges);
  addNamed(mesh, graph, nodes);
  addAuthorization(mesh, graph, nodes);
  return partOf(graph.build(findings), { focus, namespace });
}
