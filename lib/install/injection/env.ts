import type { Expression } from './expression';
import type { EnvVar } from './pod-shape';
import type { Node } from './template';

export function fromField(name: string, fieldPath: string): Node<EnvVar> {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

/** A limit of the container itself, in whole units. */
export function fromLimit(name: string, resource: 'cpu' | 'memory'): Node<EnvVar> {
  return { name, valueFrom: { resourceFieldRef: { resource: `limits.${resource}`, divisor: '1' } } };
}

/** The variable with this value, for a condition to stand around. */
export function variable(name: string | Expression<string>, value: Node<string>): Node<EnvVar> {
  return { name, value };
}
