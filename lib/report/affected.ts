import { isDeepStrictEqual } from 'node:util';
import { picks } from '../core/labels';
import type { Mesh, MeshObject, Service } from '../model';
import { fullHost, hostsMeet } from '../model/hosts';
import { mapOf, textOf, textsOf } from '../model/mesh-object';
import { mayBeHttp } from '../model/port-protocol';
import { virtualServicesOf } from '../model/virtual-services';
import { podFieldOf } from '../model/workload';
import { modeOf } from '../simulation/has-sidecar';
import { workloadsByName } from './callers';
import { destinationHosts } from './destination-hosts';
import { type ObjectChange, objectKey } from './object-changes';

/** Kinds on which no request depends. */
const WITHOUT_TRAFFIC: ReadonlySet<string> = new Set([
  ...['/ConfigMap', '/Secret', '/ServiceAccount', '/PersistentVolumeClaim', '/LimitRange', '/ResourceQuota'],
  ...['apiextensions.k8s.io/CustomResourceDefinition', 'autoscaling/HorizontalPodAutoscaler', 'policy/PodDisruptionBudget'],
  ...['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  ...['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding'],
  ...['telemetry.istio.io/Telemetry', 'extensions.istio.io/WasmPlugin', 'networking.k8s.io/NetworkPolicy'],
  ...['networking.istio.io/EnvoyFilter', 'networking.istio.io/ProxyConfig', 'networking.k8s.io/Ingress'],
  ...['admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  ...['admissionregistration.k8s.io/ValidatingWebhookConfiguration'],
]);

/** Kinds that say something of one host, or of some. */
const OF_HOSTS: ReadonlySet<string> = new Set([
  ...['/Service', 'networking.istio.io/ServiceEntry', 'networking.istio.io/VirtualService'],
  'networking.istio.io/DestinationRule',
]);

/** Kinds that say something of workloads, which the services in front of them answer for. */
const OF_WORKLOADS: ReadonlySet<string> = new Set([
  ...['networking.istio.io/WorkloadEntry', 'security.istio.io/AuthorizationPolicy', 'security.istio.io/PeerAuthentication'],
  'security.istio.io/RequestAuthentication',
]);

const kindOf = ({ group, kind }: MeshObject) => `${group}/${kind}`;

/** Hosts, ports, and callers for which requests may fare otherwise. */
export class Affected {
  /** Whether anything may. */
  readonly isAll: boolean;
  readonly #hosts: ReadonlySet<string>;
  readonly #wildcards: readonly string[];
  readonly #ports: ReadonlySet<number>;
  readonly #namespaces = new Set<string>();
  readonly #policed = new Set<string>();
  readonly #hasGatewayChange: boolean;

  constructor(
    private readonly before: Mesh,
    private readonly after: Mesh,
    changes: readonly ObjectChange[],
  ) {
    const isOfMesh = !isDeepStrictEqual(before.settings, after.settings);
    const changed = changes.flatMap(({ object, before: old }) =>
      old === undefined || old === object ? [object] : [old, object],
    );
    const objects = [...new Set([...changed, ...objectsOtherwiseInMesh(before, after)])];
    const hosts = new Set(objects.flatMap((object) => this.#hostsOf(object)));
    const ports = objects.flatMap((object) => this.#portsOf(object));
    this.#addRouted(hosts, new Set(objects.map(objectKey)));
    this.isAll = isOfMesh || objects.some((object) => this.#isForAll(object)) || changes.some(changesCallers);
    this.#hosts = hosts;
    this.#wildcards = [...hosts].filter((host) => host.startsWith('*'));
    this.#ports = new Set(ports);
    const gatewayPods = new Set(
      [before, after].flatMap(({ workloads }) =>
        workloads.filter(({ proxy }) => proxy === 'gateway').map(({ object }) => object),
      ),
    );
    this.#hasGatewayChange = objects.some((one) => kindOf(one) === 'networking.istio.io/Gateway' || gatewayPods.has(one));
    for (const object of objects) {
      if (kindOf(object) === 'networking.istio.io/Sidecar') this.#namespaces.add(object.namespace);
      if (OF_WORKLOADS.has(kindOf(object))) this.#policed.add(object.namespace);
    }
  }

  #isForAll(object: MeshObject): boolean {
    const kind = kindOf(object);
    if (WITHOUT_TRAFFIC.has(kind) || OF_HOSTS.has(kind) || OF_WORKLOADS.has(kind)) return false;
    if (podFieldOf(object) !== undefined || kind === 'networking.istio.io/Gateway') return false;
    const { rootNamespace } = this.after.settings;
    if (kind === 'networking.istio.io/Sidecar') return object.namespace === rootNamespace;
    return /(^|\.)(istio\.io|gateway\.networking\.k8s\.io)\//.test(kind) || kind === '/Namespace' || kind === '/Node';
  }

  #services(keep: (service: Service) => boolean): string[] {
    return [this.before, this.after].flatMap(({ services }) => services.filter(keep).map(({ host }) => host.toLowerCase()));
  }

  #hostsOf(object: MeshObject): string[] {
    const kind = kindOf(object);
    const { namespace } = object;
    if (WITHOUT_TRAFFIC.has(kind)) return [];
    if (OF_WORKLOADS.has(kind)) {
      const isRoot = namespace === this.after.settings.rootNamespace;
      return this.#services((service) => isRoot || service.namespace === namespace);
    }
    if (podFieldOf(object) !== undefined) {
      const labels = podLabels(object);
      return this.#services(
        ({ selector, namespace: home }) => selector !== undefined && home === namespace && picks(selector, labels),
      );
    }
    const { settings } = this.after;
    const full = (host: string) => fullHost(host, namespace, settings.domain).toLowerCase();
    const { host, hosts } = mapOf(object.spec);
    if (kind === '/Service') return [`${object.name}.${namespace}.svc.${settings.domain}`];
    if (kind === 'networking.istio.io/DestinationRule') return [full(textOf(host) ?? '')];
    if (kind === 'networking.istio.io/VirtualService' || kind === 'networking.istio.io/ServiceEntry') {
      return (Array.isArray(hosts) ? hosts : []).filter((one) => typeof one === 'string').map(full);
    }
    return [];
  }

  /** Ports on which a service may stand in the way of others, since not only requests are told apart there. */
  #portsOf(object: MeshObject): number[] {
    if (kindOf(object) !== '/Service' && kindOf(object) !== 'networking.istio.io/ServiceEntry') return [];
    const key = objectKey(object);
    const services = [this.before, this.after].flatMap((mesh) => mesh.services.filter((one) => objectKey(one.object) === key));
    return services.flatMap(({ ports }) =>
      ports.filter(({ protocol }) => !mayBeHttp(protocol) || protocol === 'UNKNOWN').map(({ number }) => number),
    );
  }

  /** Adds the hosts whose routes lead to one of the hosts, or are written in one of the objects. */
  #addRouted(hosts: Set<string>, keys: ReadonlySet<string>): void {
    const wildcards = [...hosts].filter((host) => host.startsWith('*'));
    const isHit = (host: string) => hosts.has(host) || wildcards.some((one) => hostsMeet(one, host));
    const found = [this.before, this.after].flatMap((mesh) =>
      virtualServicesOf(mesh).filter(
        (one) =>
          destinationHosts(one).some(isHit) ||
          one.http.some(({ places }) => places.some(({ object }) => keys.has(objectKey(object)))),
      ),
    );
    for (const one of found) for (const host of one.hosts) hosts.add(host.toLowerCase());
  }

  #mayDifferAtGateway(namespace: string): boolean {
    return this.#hasGatewayChange || this.#policed.has(namespace) || this.#policed.has(this.after.settings.rootNamespace);
  }

  /**
   * Whether requests for a host on a port may fare otherwise.
   * @param namespace of the pods that send them on
   */
  mayDiffer(host: string, port: number, namespace: string, isGateway: boolean): boolean {
    if (this.isAll || this.#ports.has(port) || this.#hosts.has(host)) return true;
    if (isGateway ? this.#mayDifferAtGateway(namespace) : this.#namespaces.has(namespace)) return true;
    if (host.startsWith('*')) return [...this.#hosts].some((one) => hostsMeet(one, host));
    return this.#wildcards.some((one) => hostsMeet(one, host));
  }
}

/** The objects of workloads that lose their proxy or get one, whatever object makes them. */
function objectsOtherwiseInMesh(before: Mesh, after: Mesh): readonly MeshObject[] {
  const was = workloadsByName(before);
  return [...workloadsByName(after)].flatMap(([name, workload]) => {
    const old = was.get(name);
    return old === undefined || modeOf(before, old) === modeOf(after, workload) ? [] : [workload.object];
  });
}

/** Whether a workload changes in what decides what its sidecar is given. */
function changesCallers({ object, before }: ObjectChange): boolean {
  if (before === undefined || before === object || podFieldOf(object) === undefined) return false;
  return !isDeepStrictEqual(podLabels(before), podLabels(object)) || accountOf(before) !== accountOf(object);
}

function templateOf(object: MeshObject) {
  const path = podFieldOf(object) ?? '';
  return (path === '' ? [] : path.split('.')).reduce((at, field) => mapOf(at[field]), object.manifest);
}

const podLabels = (object: MeshObject) => textsOf(mapOf(templateOf(object).metadata).labels);
const accountOf = (object: MeshObject) => textOf(mapOf(templateOf(object).spec).serviceAccountName);
