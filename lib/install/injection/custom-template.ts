import type { CustomPod } from './custom-pod';
import { toGoTemplate } from './go-template';
import type { Node } from './template';

/**
 * An injection template of one's own, merged into the pods that ask for it. It is printed for istiod, and evaluated where pods are
 * injected at synth.
 */
export type CustomTemplate = Node<CustomPod>;

/** The Go template text that istiod reads. Text stays as it is. */
export function templateText(template: CustomTemplate | string): string {
  return typeof template === 'string' ? template : toGoTemplate(template);
}
