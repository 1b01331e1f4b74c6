import { picks } from '../../core/labels';
import type { Mesh } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { destinations } from './destinations';

/** Labels that Istio gives to endpoints for the place of their node. */
const OF_NODES = /^(topology\.|failure-domain\.|kubernetes\.io\/hostname)/;

function usedSubsets(mesh: Mesh): ReadonlySet<string> {
  return mesh.once(
    'subsets with a route',
    () => new Set(Array.from(destinations(mesh), ({ host, subset }) => `${host} ${subset}`)),
  );
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const [service] = mesh.servicesOf(fullHost(on.spec.host, on.namespace, mesh.settings.domain));
    if (service === undefined || !service.isKubernetes) continue;
    const behind = mesh.workloadsBehind(service);
    if (behind.length === 0) continue;
    for (const [i, { name, labels = {} }] of (on.spec.subsets ?? []).entries()) {
      if (!usedSubsets(mesh).has(`${service.host} ${name}`)) continue;
      if (Object.keys(labels).some((key) => OF_NODES.test(key)) || behind.some((one) => picks(labels, one.labels))) continue;
      const [elsewhere] = mesh.workloadsWith(labels);
      if (elsewhere === undefined) continue;
      const pods = `${elsewhere.kind} ${elsewhere.namespace}/${elsewhere.name}`;
      yield {
        on,
        field: `spec.subsets[${i}].labels`,
        problem: `of subset ${name} pick pods, of ${pods} for example, and none that is behind Service ${service.namespace}/${service.name}`,
        got: labels,
      };
    }
  }
}

export const subsetBesideService: Rule = {
  code: 'MESH0204',
  level: 'error',
  title: 'Subset of pods that are not behind the Service',
  explanation:
    'A subset is a part of the pods that the Service of the host picks. Other pods of the mesh have its labels, so that Istio says nothing, but the subset is empty, and the requests that a route sends to it end with 503.',
  fix: 'use labels that pods behind the Service have',
  find,
};
