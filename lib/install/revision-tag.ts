import { refuse } from '../core/problem';
import { type Injector, injectionLabelsFor } from './injector';

/**
 * A tag of a control plane: a name that stays when namespaces and gateways move on to the next one.
 * @throws InvalidProps when the control plane does not have it
 */
export function revisionTag(controlPlane: Injector, name: string): Injector {
  const { node, namespace, values, injects, answersTo } = controlPlane;
  const { revisionTags } = values;
  if (!revisionTags.includes(name)) {
    const fix = revisionTags.length === 0 ? 'list it there' : `use one of ${revisionTags.join(', ')}, or list it there`;
    refuse(node.path, [{ field: 'tag', problem: 'is not among revisionTags', got: name, fix }]);
  }
  return { node, namespace, values, injects, answersTo, revision: name, injectionLabels: injectionLabelsFor(name) };
}
