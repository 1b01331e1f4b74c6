import { toGoTemplate } from './go-template';
import type { Container, PodSpec } from './pod-shape';
import type { Node } from './template';

/** What a template of one's own may say of a pod. */
export interface CustomPod {
  readonly metadata?: { readonly labels?: Marks; readonly annotations?: Marks };
  readonly spec?: Partial<Omit<PodSpec, 'containers' | 'initContainers'>> & {
    readonly initContainers?: readonly Container[];
    readonly containers?: readonly Container[];
    readonly nodeSelector?: Marks;
    readonly priorityClassName?: string;
    readonly serviceAccountName?: string;
  };
}

type Marks = { readonly [name: string]: string | undefined };

/**
 * An injection template of one's own, merged into the pods that name it in the annotation `inject.istio.io/templates`. It is printed
 * for istiod, and can be evaluated without istiod.
 */
export type CustomTemplate = Node<CustomPod>;

/** The Go template text that istiod reads. Text stays as it is. */
export function templateText(template: CustomTemplate | string): string {
  return typeof template === 'string' ? template : toGoTemplate(template);
}
