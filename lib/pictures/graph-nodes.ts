import { waypointOf } from '../analysis/kiali/waypoints';
import { picks } from '../core/labels';
import type { Mesh, MeshObject, Service, Workload } from '../model';
import { type Gateway, gatewaysOf } from '../model/gateway';
import { mutualTlsOf } from '../model/mutual-tls';
import { modeOf } from '../simulation/has-sidecar';
import type { GraphBuilder } from './graph-builder';

const VERSION_LABELS = ['version', 'app.kubernetes.io/version'];

function versionOf({ labels }: Workload): string | undefined {
  return VERSION_LABELS.map((key) => labels[key]).find((version) => version !== undefined);
}

function portText({ number, name, protocol }: Service['ports'][number]): string {
  return `port ${number}${name === '' ? '' : ` ${name}`} (${protocol})`;
}

/** The nodes of a mesh, by what they stand for. */
export class GraphNodes {
  readonly #workloads = new Map<MeshObject, string>();
  readonly #services = new Map<string, string>();
  readonly #gateways = new Map<string, readonly string[]>();

  constructor(
    private readonly mesh: Mesh,
    private readonly graph: GraphBuilder,
  ) {
    for (const gateway of gatewaysOf(mesh)) this.#addGateway(gateway);
    for (const workload of mesh.workloads) this.#addWorkload(workload, workload.proxy === 'gateway');
    for (const service of mesh.services) this.#addService(service);
  }

  /** @throws Error for a workload of another mesh */
  ofWorkload({ object }: Workload): string {
    const id = this.#workloads.get(object);
    if (id === undefined) throw new Error(`graph: ${object.kind} ${object.namespace}/${object.name} is no workload of this mesh`);
    return id;
  }

  /** The node of a service; undefined for one whose pods are those of gateways, which have their own. */
  ofService({ host, namespace }: Service): string | undefined {
    return this.#services.get(`${namespace}/${host}`);
  }

  /** The pods of a Gateway as VirtualServices name it; one that leads nowhere where there is no such Gateway. */
  ofGateway(name: string): readonly string[] {
    return (
      this.#gateways.get(name) ?? [
        this.missing(name.split('/')[0] ?? '', `Gateway ${name.split('/')[1] ?? name}`, 'does not exist'),
      ]
    );
  }

  missing(namespace: string, name: string, problem: string): string {
    return this.graph.node({ id: `missing/${namespace}/${name}`, kind: 'missing', name, namespace, details: [problem] });
  }

  #addWorkload(workload: Workload, isGateway: boolean): string {
    const known = this.#workloads.get(workload.object);
    if (known !== undefined) return known;
    const { name, namespace, kind, object, replicas } = workload;
    const proxy = modeOf(this.mesh, workload);
    const type = isGateway ? 'gateway' : 'workload';
    const plain = `${type}/${namespace}/${name}`;
    const id = this.graph.has(plain) ? `${plain}/${kind}` : plain;
    const version = versionOf(workload);
    const isSecured = proxy === 'sidecar' || proxy === 'ambient';
    const policy = mutualTlsOf(this.mesh, workload);
    this.graph.node({
      id,
      kind: type,
      name,
      namespace,
      ...(version === undefined ? {} : { version }),
      proxy,
      ...(isSecured ? { mutualTls: policy.mode } : {}),
      details: replicas === undefined || replicas === 1 ? [] : [`${replicas} pods`],
      objects: [object, ...(isSecured && policy.by !== undefined ? [policy.by] : [])],
    });
    this.#workloads.set(object, id);
    return id;
  }

  #pickedBy({ selector, services }: Gateway): readonly Workload[] {
    if (services === undefined) return this.mesh.workloads.filter(({ labels }) => picks(selector, labels));
    const found = services.flatMap((host) => this.mesh.servicesOf(host)).flatMap((service) => this.mesh.workloadsBehind(service));
    return [...new Set(found)];
  }

  #podsOf(gateway: Gateway): readonly string[] {
    const { selector, namespace, name, object } = gateway;
    const picked = this.#pickedBy(gateway);
    const gateways = picked.filter(({ proxy }) => proxy === 'gateway');
    const isForAll = gateway.services === undefined && Object.keys(selector).length === 0;
    const pods = gateways.length > 0 || isForAll ? gateways : picked;
    if (pods.length > 0) return pods.map((workload) => this.#addWorkload(workload, true));
    const id = `gateway/${name}`;
    return [
      this.graph.node({ id, kind: 'gateway', name: object.name, namespace, details: ['its pods are not among the manifests'] }),
    ];
  }

  #addGateway(gateway: Gateway): void {
    const ids = this.#podsOf(gateway);
    const details = gateway.servers.map(({ spec: { port, tls }, hosts }) => {
      const how = tls === undefined ? '' : tls.httpsRedirect === true ? ' redirects to https' : ` ${tls.mode ?? 'TLS'}`;
      return `${port.protocol} ${port.number}${how}: ${hosts.join(', ')}`;
    });
    for (const id of ids) {
      const { name = '', namespace = '' } = gateway.object;
      this.graph.node({ id, kind: 'gateway', name, namespace, details, objects: [gateway.object] });
    }
    this.#gateways.set(gateway.name, ids);
  }

  #addService(service: Service): void {
    const { namespace, host, name, isKubernetes, isExternal, object, ports, resolution, externalName } = service;
    const behind = this.mesh.workloadsBehind(service);
    const pods = behind.map((workload) => this.ofWorkload(workload));
    if (pods.length > 0 && pods.every((id) => id.startsWith('gateway/'))) {
      for (const id of pods) this.graph.addObject(id, object);
      return;
    }
    const kind = isExternal || resolution === 'alias' ? 'external' : 'service';
    const shown = isKubernetes ? name : host;
    const key = `${namespace}/${host}`;
    const waypoint = waypointOf(this.mesh, object.labels, namespace);
    const id = this.graph.node({
      id: `${kind}/${namespace}/${shown}`,
      kind,
      name: shown,
      namespace,
      ...(waypoint === undefined ? {} : { waypoint: `${waypoint.namespace}/${waypoint.name}` }),
      details: [...(externalName === undefined ? [] : [`another name of ${externalName}`]), ...ports.map(portText)],
      objects: [object],
    });
    if (!this.#services.has(key)) this.#services.set(key, id);
  }
}
