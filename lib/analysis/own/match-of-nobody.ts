import { picks } from '../../core/labels';
import type { Mesh, MeshObject, Specs, Workload } from '../../model';
import { fullHost } from '../../model/hosts';
import { gatewayName } from '../../model/virtual-service';
import type { Report, Rule } from '../rule';
import { type HttpRule, httpRules } from './http-rules';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;
type Match = NonNullable<HttpRule['match']>[number];

/** Who asks the rules of a VirtualService. */
interface Askers {
  readonly gateways: ReadonlySet<string>;
  /** Undefined where it is not known whether there are others. */
  readonly workloads: readonly Workload[] | undefined;
  /** Undefined where it is not known whether there are others. */
  readonly ports: ReadonlySet<number> | undefined;
}

function sidecars(mesh: Mesh): readonly Workload[] {
  return mesh.once('workloads with a sidecar', () => mesh.workloads.filter(({ proxy }) => proxy === 'sidecar'));
}

/** The parts of a list of which each may not be known; undefined where one is not. */
function together<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function askersOf(mesh: Mesh, on: VirtualService): Askers {
  const { gateways = [], hosts = [] } = on.spec;
  const names = (gateways.length === 0 ? ['mesh'] : gateways).map((name) => gatewayName(name, on.namespace));
  const parts = names.map((name) => {
    if (name === 'mesh') {
      const services = hosts.map((host) =>
        mesh.serviceSeenFrom(on.namespace, fullHost(host, on.namespace, mesh.settings.domain)),
      );
      const ports = services.map((service) => service?.ports.map(({ number }) => number));
      return { workloads: nonEmpty(sidecars(mesh)), ports: together(ports) };
    }
    const [namespace = '', own = ''] = name.split('/');
    const gateway = mesh.read('networking.istio.io/Gateway', namespace, own);
    if (gateway === undefined) return { workloads: undefined, ports: undefined };
    const ports = (gateway.spec.servers ?? []).flatMap(({ port }) => port?.number ?? []);
    return { workloads: nonEmpty(mesh.workloadsWith(gateway.spec.selector ?? {})), ports };
  });
  const ports = together(parts.map((part) => part.ports));
  return {
    gateways: new Set(names),
    workloads: together(parts.map(({ workloads }) => workloads)),
    ports: ports === undefined ? undefined : new Set(ports),
  };
}

function* problemsOf(
  match: Match,
  namespace: string,
  { gateways, workloads, ports }: Askers,
): Iterable<Pick<Report, 'field' | 'problem' | 'got'>> {
  const { gateways: named = [], port = 0, sourceNamespace = '', sourceLabels = {} } = match;
  if (named.length > 0 && !named.some((name) => gateways.has(gatewayName(name, namespace))))
    yield { field: 'gateways', problem: 'names none of the gateways of the VirtualService', got: named };
  if (port !== 0 && ports !== undefined && !ports.has(port))
    yield { field: 'port', problem: 'is no port on which a host of the VirtualService is called', got: port };
  if (named.length > 0 || workloads === undefined) return;
  const near = workloads.filter((one) => sourceNamespace === '' || one.namespace === sourceNamespace);
  if (near.length === 0) yield { field: 'sourceNamespace', problem: 'has no proxy that asks these rules', got: sourceNamespace };
  else if (!near.some(({ labels }) => picks(sourceLabels, labels)))
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
