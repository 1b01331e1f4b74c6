import { type Labels, picks } from '../../core/labels';
import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';
import { gatewayName } from '../../model/virtual-service';
import type { Report, Rule } from '../rule';
import { type HttpRule, httpRules } from './http-rules';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;
type Match = NonNullable<HttpRule['match']>[number];

/** Who asks the rules of a VirtualService. */
interface Askers {
  readonly gateways: ReadonlySet<string>;
  /** Whether a workload with these labels asks, in one namespace or in any; true where it is not known whether there are others. */
  readonly has: (labels: Labels, namespace: string | undefined) => boolean;
  /** Undefined where it is not known whether there are others. */
  readonly ports: readonly number[] | undefined;
}

const UNKNOWN: Pick<Askers, 'has' | 'ports'> = { has: () => true, ports: undefined };

/** The parts of a list of which each may not be known; undefined where one is not. */
function together<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function sidecarNamespaces(mesh: Mesh): ReadonlySet<string> {
  return mesh.once(
    'namespaces with a sidecar',
    () => new Set(mesh.workloads.flatMap(({ proxy, namespace }) => (proxy === 'sidecar' ? [namespace] : []))),
  );
}

function sidecarsOf(mesh: Mesh, { namespace: own, spec: { hosts = [] } }: VirtualService): Pick<Askers, 'has' | 'ports'> {
  const services = hosts.map((host) => mesh.serviceSeenFrom(own, fullHost(host, own, mesh.settings.domain)));
  const ports = together(services.map((service) => service?.ports.map(({ number }) => number)));
  const namespaces = sidecarNamespaces(mesh);
  if (namespaces.size === 0) return { ...UNKNOWN, ports };
  const has: Askers['has'] = (labels, namespace) =>
    (namespace === undefined || namespaces.has(namespace)) &&
    (Object.keys(labels).length === 0 || mesh.workloadsWith(labels, namespace).some(({ proxy }) => proxy === 'sidecar'));
  return { has, ports };
}

function podsOf(mesh: Mesh, gateway: string): Pick<Askers, 'has' | 'ports'> {
  const [namespace = '', name = ''] = gateway.split('/');
  const found = mesh.read('networking.istio.io/Gateway', namespace, name);
  if (found === undefined) return UNKNOWN;
  const { selector = {}, servers = [] } = found.spec;
  const ports = servers.flatMap(({ port }) => port?.number ?? []);
  if (!mesh.hasWorkloadWith(selector)) return { ...UNKNOWN, ports };
  const has: Askers['has'] = (labels, home) => mesh.workloadsWith(selector, home).some((one) => picks(labels, one.labels));
  return { has, ports };
}

function askersOf(mesh: Mesh, on: VirtualService): Askers {
  const { gateways = [] } = on.spec;
  const names = (gateways.length === 0 ? ['mesh'] : gateways).map((name) => gatewayName(name, on.namespace));
  const parts = names.map((name) => (name === 'mesh' ? sidecarsOf(mesh, on) : podsOf(mesh, name)));
  return {
    gateways: new Set(names),
    has: (labels, namespace) => parts.some(({ has }) => has(labels, namespace)),
    ports: together(parts.map(({ ports }) => ports)),
  };
}

function* problemsOf(
  match: Match,
  own: string,
  { gateways, has, ports }: Askers,
): Iterable<Pick<Report, 'field' | 'problem' | 'got'>> {
  const { gateways: named = [], port = 0, sourceNamespace = '', sourceLabels = {} } = match;
  if (named.length > 0 && !named.some((name) => gateways.has(gatewayName(name, own))))
    yield { field: 'gateways', problem: 'names none of the gateways of the VirtualService', got: named };
  if (port !== 0 && ports !== undefined && !ports.includes(port))
    yield { field: 'port', problem: 'is no port on which a host of the VirtualService is called', got: port };
  if (named.length > 0) return;
  const namespace = sourceNamespace === '' ? undefined : sourceNamespace;
  if (!has({}, namespace))
    yield { field: 'sourceNamespace', problem: 'has no proxy that asks these rules', got: sourceNamespace };
  else if (!has(sourceLabels, namespace))
    yield { field: 'sourceLabels', problem: 'are not those of a proxy that asks these rules', got: sourceLabels };
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    const { hosts = [] } = on.spec;
    const matches = rule.match ?? [];
    if (hosts.length === 0 || matches.length === 0) continue;
    const askers = mesh.once(`askers of ${on.namespace}/${on.name}`, () => askersOf(mesh, on));
    for (const [i, match] of matches.entries()) {
      for (const { field: name, ...problem } of problemsOf(match, on.namespace, askers))
        yield { on, field: `${field}.match[${i}].${name}`, ...problem };
    }
  }
}

export const matchOfNobody: Rule = {
  code: 'MESH0110',
  level: 'warning',
  title: 'Match that no proxy asks',
  explanation:
    'Gateways, port, source namespace and source labels of a match are not asked for each request: istiod gives the match only to the proxies that have them. No sidecar or gateway of the mesh has, so no proxy gets it.',
  fix: 'name what the callers have, or remove the match',
  find,
};
