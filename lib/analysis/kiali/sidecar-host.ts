import { grouped } from '../../core/grouped';
import type { Mesh } from '../../model';
import { hostsMeet, isWildcard } from '../../model/hosts';
import { isVisible } from '../../model/visibility';
import type { Report, Rule } from '../rule';
import { isInRegistry } from './registry';

/** Whether a namespace has a service of a host that another namespace sees. */
function isIn(mesh: Mesh, home: string, host: string, from: string): boolean {
  const byNamespace = mesh.once('services by namespace', () => grouped(mesh.services, ({ namespace }) => namespace));
  const exact = isWildcard(host)
    ? (byNamespace.get(home) ?? [])
    : mesh.servicesOf(host).filter(({ namespace }) => namespace === home);
  return exact.some((service) => hostsMeet(service.host, host) && isVisible(service.exportTo, home, from));
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    for (const [i, { hosts = [] }] of (on.spec.egress ?? []).entries()) {
      for (const [j, written] of hosts.entries()) {
        const slash = written.indexOf('/');
        const [namespace, host] = [written.slice(0, slash), written.slice(slash + 1)];
        if (slash < 0 || host === '*' || namespace.startsWith('~')) continue;
        const home = namespace === '.' ? on.namespace : namespace;
        if (home === '*' ? isInRegistry(mesh, host, on.namespace) : isIn(mesh, home, host, on.namespace)) continue;
        const problem = `is no host that ${home === '*' ? 'a namespace' : `namespace ${home}`} has and shows`;
        yield { on, field: `spec.egress[${i}].hosts[${j}]`, problem, got: written };
      }
    }
  }
}

export const sidecarHost: Rule = {
  code: 'KIA1004',
  level: 'warning',
  title: 'Sidecar that takes in a host that nothing has',
  explanation:
    'A Sidecar lists the hosts that its workloads may call, and one of them is neither a Service nor a ServiceEntry that they see.',
  fix: 'write namespace/host with the full name of the Service, such as shop/reviews.shop.svc.cluster.local',
  find,
};
