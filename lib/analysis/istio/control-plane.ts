import type { Labels } from '../../core/labels';

/** Whether labels are those of Istio's own objects, which some rules leave alone. */
export function isOfControlPlane(labels: Labels): boolean {
  return labels['istio'] !== undefined || labels['release'] === 'istio';
}
