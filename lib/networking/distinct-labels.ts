import type { Labels } from '../core/labels';
import { refuse } from '../core/problem';

/**
 * Labels by which a workload is told from others.
 * @param path of the construct that has them
 * @throws InvalidProps when there are none
 */
export function distinctLabels(path: string, field: string, labels: Labels): Labels {
  if (Object.keys(labels).length > 0) return labels;
  const fix = 'set one, app for example';
  refuse(path, [{ field, problem: 'is empty, so that nothing could pick it', got: labels, fix }]);
  return labels;
}
