import type { Mesh, Workload } from '../../model';
import { fullHost } from '../../model/hosts';
import { grouped } from '../../model/mesh';
import { sidecarScope } from '../../model/proxy-scope';
import type { VirtualService } from '../../model/virtual-service';
import { virtualServicesSeenFrom } from '../../model/virtual-services';
import type { Report, Rule } from '../rule';

const KIND = 'networking.istio.io/Sidecar';

/** One pod of each set of pods that a Sidecar decides about differently. */
function sampled(mesh: Mesh): readonly Workload[] {
  const workloads = mesh.workloads.filter(({ proxy }) => proxy === 'sidecar');
  const byScope = grouped(workloads, ({ namespace, labels }) => {
    const sidecars = mesh.inNamespace(KIND, namespace).filter(({ spec }) => spec.workloadSelector !== undefined);
    return sidecars.length === 0 ? namespace : `${namespace} ${JSON.stringify(labels)}`;
  });
  return [...byScope.values()].flatMap(([first]) => first ?? []);
}

interface Followed {
  readonly seen: Set<unknown>;
  readonly followed: Set<unknown>;
}

/** VirtualServices of which somebody knows, and those of them that somebody follows. */
function followed(mesh: Mesh): Followed {
  const result: Followed = { seen: new Set(), followed: new Set() };
  const ofRoot = mesh.inNamespace(KIND, mesh.settings.rootNamespace).length > 0;
  for (const { namespace, labels } of sampled(mesh)) {
    const all = virtualServicesSeenFrom(mesh, namespace, 'mesh');
    for (const { object } of all) result.seen.add(object);
    const isLimited = ofRoot || mesh.inNamespace(KIND, namespace).length > 0;
    const taken = isLimited ? sidecarScope(mesh, namespace, labels).egress.flatMap(importedRules) : all;
    for (const { object } of taken) result.followed.add(object);
  }
  return result;
}

function importedRules({ virtualServices }: { readonly virtualServices: readonly VirtualService[] }) {
  return virtualServices;
}

function* find(mesh: Mesh): Iterable<Report> {
  if (mesh.of(KIND).length === 0) return;
  const { seen, followed: taken } = followed(mesh);
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { hosts = [] } = on.spec;
    const isOfService = hosts.some((host) => mesh.servicesOf(fullHost(host, on.namespace, mesh.settings.domain)).length > 0);
    if (!isOfService || !seen.has(on) || taken.has(on)) continue;
    yield {
      on,
      field: 'spec.hosts',
      problem: `are taken in from namespace ${on.namespace} by no Sidecar, so that no pod follows these rules`,
      got: hosts,
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
