import type { Mesh } from '../../model';
import { fullHost, hostsMeet, isWildcard, mostSpecific } from '../../model/hosts';
import { isVisible } from '../../model/visibility';

/** Hosts of everything that can be called. */
function allHosts(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('hosts of all services', () => new Set(mesh.services.map(({ host }) => host)));
}

/** The ends of all hosts from each dot on: what a wildcard may cover. */
function allEnds(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('ends of the hosts of all services', () => {
    const ends = new Set<string>();
    for (const { host } of mesh.services) {
      for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) ends.add(host.slice(dot));
    }
    return ends;
  });
}

/** A host with the domain of Services, where it is a name with its namespace: `reviews.shop`, `reviews.shop.svc`. */
export function withDomain(mesh: Mesh, host: string): string {
  const [name, namespace, svc, ...rest] = host.split('.');
  const isShort = namespace !== undefined && rest.length === 0 && (svc === undefined || svc === 'svc');
  return isShort && mesh.namespaces.has(namespace) ? `${name}.${namespace}.svc.${mesh.settings.domain}` : host;
}

/** Whether a host is that of a service a namespace sees, or covers one, or is covered by one. */
export function isInRegistry(mesh: Mesh, host: string, namespace: string): boolean {
  if (host === '*') return true;
  const full = withDomain(mesh, fullHost(host, namespace, mesh.settings.domain));
  if (isWildcard(full)) {
    const end = full.slice(1);
    if (end.startsWith('.') ? allEnds(mesh).has(end) : mesh.services.some((service) => hostsMeet(service.host, full)))
      return true;
  }
  const around = mostSpecific(full, allHosts(mesh));
  if (around === undefined) return false;
  return mesh.servicesOf(around).some(({ exportTo, namespace: home }) => isVisible(exportTo, home, namespace));
}
