import type { Mesh } from '../../model';
import { fullHost, isWildcard } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { isInSidecars } from './http-rules';

/** Namespaces of which the manifests have Services: of another one they may be in other files. */
function knownNamespaces(mesh: Mesh): ReadonlySet<string> {
  return mesh.once(
    'namespaces with a service',
    () => new Set(mesh.services.flatMap(({ isKubernetes, namespace }) => (isKubernetes ? [namespace] : []))),
  );
}

function* find(mesh: Mesh): Iterable<Report> {
  const { domain } = mesh.settings;
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    if (!isInSidecars(on)) continue;
    for (const [i, host] of (on.spec.hosts ?? []).entries()) {
      const full = fullHost(host, on.namespace, domain);
      if (isWildcard(full) || !full.endsWith(`.svc.${domain}`) || mesh.servicesOf(full).length > 0) continue;
      if (!knownNamespaces(mesh).has(full.split('.')[1] ?? '')) continue;
      const problem = full === host ? 'is no service' : `means ${full}, which is no service`;
      yield { on, field: `spec.hosts[${i}]`, problem: `${problem}, so that nobody can call it`, got: host };
    }
  }
}

export const hostWithoutService: Rule = {
  code: 'MESH0113',
  level: 'warning',
  title: 'Rules for a Service that does not exist',
  explanation:
    'The host of a VirtualService for sidecars is a name of the cluster, and no Service or ServiceEntry has it: the name leads to no address, so that no request for it is ever sent.',
  fix: 'write the name of a Service, or make one for the host',
  find,
};
