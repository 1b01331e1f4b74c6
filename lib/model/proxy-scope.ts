import type { Labels } from '../core/labels';
import { picks } from '../core/labels';
import { type EgressListener, egressListener } from './egress-listener';
import type { Mesh } from './mesh';
import type { MeshObject } from './mesh-object';
import { bestServiceFor, type SeenService, serviceIn, servicesSeenFrom } from './seen-services';
import type { Service, ServicePort } from './service';
import type { Specs } from './specs';
import type { Destination, HttpRuleSpec, VirtualService } from './virtual-service';
import { isVisible } from './visibility';

type SidecarObject = MeshObject<Specs['networking.istio.io/Sidecar']>;

/** What a proxy does with requests for what it does not know. */
export type OutboundPolicy = 'ALLOW_ANY' | 'REGISTRY_ONLY' | 'ALLOW_ANY_DYNAMIC_DNS';

/** What one proxy knows of the mesh. */
export interface ProxyScope {
  readonly namespace: string;
  /** The Sidecar that decides about it; undefined where none does. */
  readonly sidecar: SidecarObject | undefined;
  /** Ways out, those of a port before the one for all others; none for gateways. */
  readonly egress: readonly EgressListener[];
  /** Services to which the proxy can send, by host. */
  readonly services: ReadonlyMap<string, SeenService>;
  readonly outboundPolicy: OutboundPolicy;
  /** Where requests for what it does not know go instead; undefined where they go to where they were sent. */
  readonly egressProxy: Destination | undefined;
}

const samePorts = (a: readonly ServicePort[], b: readonly ServicePort[]) =>
  a.length === b.length &&
  a.every((port, i) => port.number === b[i]?.number && port.protocol === b[i]?.protocol && port.name === b[i]?.name);

/** Adds a service to those that a proxy knows: one of Kubernetes before others, the first of several, with the ports of all of its parts. */
function add(services: Map<string, SeenService>, next: SeenService): void {
  const present = services.get(next.host);
  if (present === undefined || (!present.isKubernetes && next.isKubernetes)) {
    services.set(next.host, next);
    return;
  }
  if (present.object !== next.object || samePorts(present.ports, next.ports)) return;
  const more = next.ports.filter(({ number }) => !present.ports.some((port) => port.number === number));
  services.set(next.host, { ...present, ports: [...present.ports, ...more] });
}

/** Whether a rule may be for pods of a namespace, by the namespaces that its conditions name. */
function mayApplyIn(rule: HttpRuleSpec, namespace: string): boolean {
  const named = (rule.match ?? []).map(({ sourceNamespace = '' }) => sourceNamespace).filter((one) => one !== '');
  return named.length === 0 || named.includes(namespace);
}

type Destinations = ReadonlyMap<string, ReadonlySet<number>>;

/** Destinations of VirtualServices of which no rule asks for a namespace. */
const known = new WeakMap<VirtualService, Destinations>();

/** Hosts to which a VirtualService sends, each with the ports that it names; 0 for the one that it leaves open. */
function destinationsOf(virtualService: VirtualService, namespace: string): Destinations {
  const kept = known.get(virtualService);
  if (kept !== undefined) return kept;
  const found = destinationsFor(virtualService, namespace);
  const asksNone = virtualService.http.every(({ matches }) => matches.every(({ match }) => (match.sourceNamespace ?? '') === ''));
  if (asksNone) known.set(virtualService, found);
  return found;
}

function destinationsFor(virtualService: VirtualService, namespace: string): Destinations {
  const found = new Map<string, Set<number>>();
  const note = (destination: Destination | undefined) => {
    if (destination === undefined) return;
    const ports = found.get(destination.host) ?? new Set();
    found.set(destination.host, ports.add(destination.port?.number ?? 0));
  };
  for (const { spec, matches } of virtualService.http) {
    if (!mayApplyIn({ ...spec, match: matches.map(({ match }) => match) }, namespace)) continue;
    for (const { destination } of spec.route ?? []) note(destination);
    note(spec.mirror);
    for (const { destination } of spec.mirrors ?? []) note(destination);
  }
  for (const { spec } of [...virtualService.tcp, ...virtualService.tls]) {
    for (const { destination } of spec.route ?? []) note(destination);
  }
  return found;
}

/** A service with those of its ports that are named; undefined where it has none of them. */
function withPorts(service: SeenService, numbers: ReadonlySet<number>): SeenService | undefined {
  if (numbers.has(0)) return service;
  const ports = service.ports.filter(({ number }) => numbers.has(number));
  if (ports.length === service.ports.length) return service;
  return ports.length === 0 ? undefined : { ...service, ports };
}

/** The services of the ways out, then those to which VirtualServices among them send. */
function reachable(mesh: Mesh, namespace: string, egress: readonly EgressListener[]): ReadonlyMap<string, SeenService> {
  const services = new Map<string, SeenService>();
  for (const listener of egress) {
    for (const service of listener.services) add(services, service);
    for (const virtualService of listener.virtualServices) {
      for (const [host, ports] of destinationsOf(virtualService, namespace)) {
        // What all ports let in already is known whole.
        if (listener.port === undefined && services.get(host)?.isKubernetes === true) continue;
        const service = bestServiceFor(mesh, host, namespace);
        if (service === undefined) continue;
        const isForPort = listener.port !== undefined && listener.port !== 0 && listener.protocol !== 'HTTP_PROXY';
        const kept = withPorts(service, isForPort ? new Set([listener.port]) : ports);
        if (kept !== undefined) add(services, kept);
      }
    }
  }
  return services;
}

/** The Sidecar of pods: one that picks them, else the one for the namespace, else the one for the mesh. */
export function sidecarFor(mesh: Mesh, namespace: string, labels: Labels): SidecarObject | undefined {
  const own = mesh.inNamespace('networking.istio.io/Sidecar', namespace);
  const picky = own.find(
    ({ spec: { workloadSelector } }) => workloadSelector !== undefined && picks(workloadSelector.labels ?? {}, labels),
  );
  const forAll = ({ spec }: SidecarObject) => spec.workloadSelector === undefined;
  return picky ?? own.find(forAll) ?? mesh.inNamespace('networking.istio.io/Sidecar', mesh.settings.rootNamespace).find(forAll);
}

/** What the sidecars of pods with these labels know. */
export function sidecarScope(mesh: Mesh, namespace: string, labels: Labels): ProxyScope {
  const sidecar = sidecarFor(mesh, namespace, labels);
  const key = sidecar === undefined ? '' : `${sidecar.namespace}/${sidecar.name}`;
  return mesh.once(`scope of sidecars in ${namespace} by ${key}`, (): ProxyScope => {
    const { egress: declared = [], outboundTrafficPolicy: own } = sidecar?.spec ?? {};
    const specs = declared.length === 0 ? [{ hosts: ['*/*'] }] : declared;
    const egress = specs.map((spec) => egressListener(mesh, namespace, spec));
    const ofMesh = mesh.settings.outboundTrafficPolicy?.mode ?? 'ALLOW_ANY';
    return {
      namespace,
      sidecar,
      egress,
      services: reachable(mesh, namespace, egress),
      outboundPolicy: own === undefined ? ofMesh : (own.mode ?? 'REGISTRY_ONLY'),
      egressProxy: own?.egressProxy,
    };
  });
}

/** What the gateways of a namespace know: everything that it sees. */
export function gatewayScope(mesh: Mesh, namespace: string): ProxyScope {
  return mesh.once(`scope of gateways in ${namespace}`, (): ProxyScope => {
    const services = new Map<string, SeenService>();
    for (const service of servicesSeenFrom(mesh, namespace)) add(services, service);
    return { namespace, sidecar: undefined, egress: [], services, outboundPolicy: 'REGISTRY_ONLY', egressProxy: undefined };
  });
}

/** The service that a VirtualService means at a gateway: that of its own namespace where the gateway sees it, else the one that the gateway knows. */
export function serviceAtGateway(
  mesh: Mesh,
  scope: ProxyScope,
  virtualService: VirtualService,
  host: string,
): Service | undefined {
  const own = serviceIn(mesh, host, virtualService.namespace);
  if (own !== undefined && isVisible(own.exportTo, own.namespace, scope.namespace)) return own;
  return scope.services.get(host);
}
