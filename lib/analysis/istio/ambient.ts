import type { Namespace, Workload } from '../../model';

const REDIRECTION = 'ambient.istio.io/redirection';

/** Whether the pods of a workload are in the mesh through their node. */
export function isAmbientWorkload({ isRedirected, annotations }: Workload): boolean {
  return annotations[REDIRECTION] === 'enabled' || isRedirected;
}

/** Whether pods of a namespace are in the mesh through their node, unless they say otherwise. */
export function isAmbientNamespace({ labels }: Namespace): boolean {
  if (labels['istio-injection'] === 'enabled' || (labels['istio.io/rev'] ?? '') !== '') return false;
  return labels['istio.io/dataplane-mode'] === 'ambient';
}
