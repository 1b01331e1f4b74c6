import { type Labels, picks } from '../../core/labels';
import type { Mesh, Workload } from '../../model';
import { textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { destinationHosts } from './destination-hosts';
import { selectorText } from './selector-text';

const PLACES = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'] as const;

/** Labels of pods that are tied to a node, with those that Istio adds for the place of the node. */
function placedPods(mesh: Mesh): readonly Labels[] {
  return mesh.workloads.flatMap(({ pod, labels }: Workload) => {
    const node = textOf(pod.nodeName) ?? '';
    if (node === '') return [];
    const place = mesh.find('/Node', '', node)?.labels ?? {};
    const known = PLACES.filter((key) => (place[key] ?? '') !== '').map((key) => [key, place[key] as string]);
    return [{ ...labels, ...Object.fromEntries(known), 'kubernetes.io/hostname': node }];
  });
}

function* find(mesh: Mesh): Iterable<Report> {
  const hosts = destinationHosts(mesh);
  const placed = placedPods(mesh);
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const { host = '', exportTo, subsets = [] } = on.spec;
    const found = hosts.find(host, on.namespace, exportTo);
    if (found === undefined) continue;
    const last = new Map(subsets.map(({ name }, i) => [name, i]));
    for (const [i, { name, labels = {} }] of subsets.entries()) {
      const wanted = { ...found.selector, ...labels };
      if (last.get(name) !== i || mesh.hasWorkloadWith(wanted) || placed.some((pod) => picks(wanted, pod))) continue;
      const problem = `picks no pods for subset ${name}`;
      yield { on, field: `spec.subsets[${i}].labels`, problem, got: selectorText(wanted) };
    }
  }
}

export const subsetPods: Rule = {
  code: 'IST0173',
  level: 'error',
  title: 'Subset without pods',
  explanation: 'No pod of the mesh has the labels of a subset of a DestinationRule. Requests that are routed to it get 503.',
  fix: 'use labels that the pods of the host have, version: v1 for example',
  kiali: ['KIA0203'],
  find,
};
