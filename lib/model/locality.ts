import type { Labels } from '../core/labels';
import type { Mesh } from './mesh';
import { mapOf, textOf, textsOf } from './mesh-object';
import type { Workload } from './workload';

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const SUBZONE = 'topology.istio.io/subzone';
/** A label with the whole locality, in which `.` stands for `/` where there is no `/`. */
const WHOLE = 'istio-locality';

/** A locality that is written down, or that a label says. */
export function localityOf(text: string | undefined, labels: Labels): string {
  if (text !== undefined && text !== '') return text;
  const label = labels[WHOLE] ?? '';
  return label.includes('/') ? label : label.replaceAll('.', '/');
}

function ofNode(labels: Labels): string {
  const parts = [labels[REGION], labels[ZONE], labels[SUBZONE]].map((part) => part ?? '');
  return parts.join('/').replace(/\/+$/, '');
}

/** Where the pods of a workload run, as far as their labels, their node or the nodes that they ask for tell. */
export function podLocality(mesh: Mesh, { labels, pod }: Workload): string {
  const own = localityOf(undefined, labels);
  if (own !== '') return own;
  const node = textOf(pod.nodeName);
  const found = node === undefined ? undefined : mesh.find('/Node', '', node);
  return ofNode({ ...found?.labels, ...textsOf(mapOf(pod.nodeSelector)) });
}

/** Labels that istiod gives an endpoint for where it is. */
export function topologyLabels(locality: string): Labels {
  const [region, zone, subzone] = locality.split('/');
  const named = { [REGION]: region, [ZONE]: zone, [SUBZONE]: subzone };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''));
}
