import type { Mesh } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { destinations } from './destinations';
import { isInSidecars } from './http-rules';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, host, written } of destinations(mesh)) {
    if (!isInSidecars(on)) continue;
    const service = mesh.serviceSeenFrom(on.namespace, host);
    if (service === undefined || !service.isKubernetes || !service.isHeadless || service.selector === undefined) continue;
    const hosts = (on.spec.hosts ?? []).map((one) => fullHost(one, on.namespace, mesh.settings.domain));
    if (hosts.length === 0 || hosts.includes(host)) continue;
    yield {
      on,
      field: `${field}.host`,
      problem: `is a Service without an address, so that sidecars send to the address that was called, which is one of ${hosts[0]}`,
      got: written,
    };
  }
}

export const headlessDestination: Rule = {
  code: 'MESH0117',
  level: 'warning',
  title: 'Route of a sidecar to a Service without an address',
  explanation:
    'For a Service with clusterIP None a sidecar does not choose among the pods: it sends to the address that the application called. Where the rule is for another host, that is the address of the other host, and the requests end where they would have ended without the rule.',
  fix: 'make a second Service with an address for the same pods, and send to that one',
  find,
};
