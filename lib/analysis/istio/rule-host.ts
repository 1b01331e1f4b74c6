import type { Mesh } from '../../model';
import { isSubsetOf, isWildcard } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { destinationHosts } from './destination-hosts';
import { meantHost } from './meant-host';

/** Whether a host with a * stands for a service, which Istio's analyzers do not look at and its proxies do. */
function covers(mesh: Mesh, host: string): boolean {
  return isWildcard(host) && mesh.services.some((service) => isSubsetOf(service.host, host));
}

function* find(mesh: Mesh): Iterable<Report> {
  const hosts = destinationHosts(mesh);
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const { host = '', exportTo } = on.spec;
    if (hosts.find(host, on.namespace, exportTo) !== undefined || covers(mesh, host)) continue;
    const meant = meantHost(mesh, host, on.namespace);
    const fix = meant === undefined ? {} : { fix: `did you mean ${meant}?` };
    yield { on, field: 'spec.host', problem: `is no service that namespace ${on.namespace} sees`, got: host, ...fix };
  }
}

export const ruleHost: Rule = {
  code: 'IST0174',
  level: 'warning',
  title: 'DestinationRule for a host that does not exist',
  explanation: 'The host of a DestinationRule is neither a Service nor a host of a ServiceEntry, so the rule is for nothing.',
  fix: 'name a Service of the namespace, or write its full name, reviews.prod.svc.cluster.local for example',
  kiali: ['KIA0202'],
  find,
};
