import { picks } from '../core/labels';
import type { Mesh, Service, Workload } from '../model';
import { endpointsOf } from '../model/endpoint';
import type { MeshObject } from '../model/mesh-object';
import type { Destination } from '../model/virtual-service';
import type { GraphBuilder } from './graph-builder';
import type { GraphNodes } from './graph-nodes';
import { type Caller, ruleSeenBy, securedTo } from './secured';

/** Where a destination leads. */
export interface Target {
  readonly id: string;
  readonly tls: string | undefined;
  readonly sources: readonly MeshObject[];
}

/** Finds the nodes to which destinations of rules lead. */
export class Targets {
  /** @param hasRules whether rules decide among the pods of a service for calls within the mesh, which those of others pass by */
  constructor(
    private readonly mesh: Mesh,
    private readonly graph: GraphBuilder,
    private readonly nodes: GraphNodes,
    private readonly hasRules: (service: Service) => boolean,
  ) {}

  /**
   * @param service what the host of the destination stands for; undefined for nothing
   * @param isOwn whether the destination is the service for which the requests were
   */
  of(destination: Destination, service: Service | undefined, caller: Caller, isOwn: boolean): readonly Target[] {
    const { host, subset = '', port } = destination;
    if (service === undefined) {
      return [{ id: this.nodes.missing(caller.namespace, host, 'is no service'), tls: undefined, sources: [] }];
    }
    const number = port?.number ?? service.ports[0]?.number ?? 0;
    const rule = ruleSeenBy(this.mesh, caller, service);
    const secured = (workload: Workload | undefined) => securedTo(this.mesh, caller, { service, subset, port: number, workload });
    const chosen = rule?.subsets.find(({ name }) => name === subset);
    const sources = rule?.objects ?? [];
    const lost = (problem: string): readonly Target[] => [
      { id: this.nodes.missing(service.namespace, `${service.name} ${subset}`.trim(), problem), tls: undefined, sources },
    ];
    if (subset !== '' && chosen === undefined) return lost('is no subset of any DestinationRule');
    const behind = this.mesh.workloadsBehind(service);
    const node = this.nodes.ofService(service);
    const pods = behind.filter(({ labels }) => picks(chosen?.labels ?? {}, labels));
    const isWhole = subset === '' && !isOwn && node !== undefined && !this.hasRules(service);
    if (isWhole) return [{ id: node, tls: secured(behind[0]), sources }];
    if (pods.length > 0)
      return pods.map((workload) => ({ id: this.nodes.ofWorkload(workload), tls: secured(workload), sources }));
    const addresses = endpointsOf(this.mesh, service, number).filter(
      ({ workload, labels }) => workload === undefined && picks(chosen?.labels ?? {}, labels),
    );
    if (addresses.length > 0 || service.resolution === 'none' || service.resolution === 'alias') {
      return [{ id: this.#addressesOf(service), tls: secured(undefined), sources }];
    }
    return lost(subset === '' ? 'has no pods' : 'has no pods with its labels');
  }

  #addressesOf(service: Service): string {
    const { namespace, name, isKubernetes } = service;
    const node = this.nodes.ofService(service);
    if (!isKubernetes && node !== undefined) return node;
    return this.graph.node({
      id: `external/${namespace}/${name}/addresses`,
      kind: 'external',
      name: `addresses of ${name}`,
      namespace,
    });
  }
}
