import { grouped } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';
import { ImportedHosts } from '../../model/imported-hosts';
import { sidecarFor } from '../../model/proxy-scope';
import { isVisible } from '../../model/visibility';
import type { Report, Rule } from '../rule';
import { isInSidecars } from './http-rules';

const KIND = 'networking.istio.io/Sidecar';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

/** Pods of one namespace for which the same Sidecar is. */
interface Client {
  readonly namespace: string;
  /** What its Sidecar lets in; undefined where that is everything. */
  readonly imported: readonly ImportedHosts[] | undefined;
}

/** The pods with a sidecar, those together that know the same, by their namespace. */
function clientsOf(mesh: Mesh): ReadonlyMap<string, readonly Client[]> {
  const isPicky = new Set(
    mesh.of(KIND).flatMap(({ namespace, spec }) => (spec.workloadSelector === undefined ? [] : [namespace])),
  );
  const pods = mesh.workloads.filter(({ proxy }) => proxy === 'sidecar');
  const alike = grouped(pods, ({ namespace, labels }) =>
    isPicky.has(namespace) ? `${namespace} ${JSON.stringify(labels)}` : namespace,
  );
  const clients = [...alike.values()].flatMap(([one]): Client[] => {
    if (one === undefined) return [];
    const { namespace } = one;
    const { egress = [] } = sidecarFor(mesh, namespace, one.labels)?.spec ?? {};
    const imported = egress.map(({ hosts = [] }) => new ImportedHosts(hosts, namespace));
    return [{ namespace, imported: egress.length === 0 ? undefined : imported }];
  });
  return grouped(clients, ({ namespace }) => namespace);
}

function* inTurn(clients: ReadonlyMap<string, readonly Client[]>, first: string): Iterable<Client> {
  yield* clients.get(first) ?? [];
  for (const [namespace, all] of clients) if (namespace !== first) yield* all;
}

/** Whether pods see a VirtualService, and whether some of them follow it. */
function fate(on: VirtualService, hosts: readonly string[], exportTo: readonly string[], clients: Iterable<Client>) {
  let isSeen = false;
  for (const { namespace, imported } of clients) {
    if (!isVisible(exportTo, on.namespace, namespace)) continue;
    isSeen = true;
    if (imported === undefined || imported.some((one) => one.importsAny(hosts, on.namespace, false))) return 'followed';
  }
  return isSeen ? 'left out' : 'unseen';
}

function* find(mesh: Mesh): Iterable<Report> {
  if (mesh.of(KIND).length === 0) return;
  const clients = clientsOf(mesh);
  const { domain, defaultVirtualServiceExportTo } = mesh.settings;
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { hosts: written = [], exportTo = [] } = on.spec;
    const hosts = written.map((host) => fullHost(host, on.namespace, domain));
    if (!isInSidecars(on) || !hosts.some((host) => mesh.servicesOf(host).length > 0)) continue;
    const exports = exportTo.length > 0 ? exportTo : defaultVirtualServiceExportTo;
    if (fate(on, hosts, exports, inTurn(clients, on.namespace)) !== 'left out') continue;
    yield {
      on,
      field: 'spec.hosts',
      problem: `are taken in from namespace ${on.namespace} by no Sidecar, so that no pod follows these rules`,
      got: written,
      fix: `add "${on.namespace}/${hosts[0]}" to egress.hosts of the Sidecar of the callers`,
    };
  }
}

export const rulesOfNoSidecar: Rule = {
  code: 'MESH0702',
  level: 'warning',
  title: 'Rules that no Sidecar takes in',
  explanation:
    'egress.hosts of a Sidecar name the namespace of the object, of a Service as of a VirtualService. A VirtualService that stands in another namespace than the Service of its host has to be named there as well: else the Service is called as if it did not exist.',
  fix: 'name the VirtualService in egress.hosts of the Sidecar',
  find,
};
