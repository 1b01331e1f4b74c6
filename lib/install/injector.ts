import type { Node } from 'constructs';
import type { IstiodValues } from './values';

/** What fills pods with proxies, under one of the names by which namespaces and pods ask for it: a control plane, or a tag of it. */
export interface Injector {
  readonly node: Node;
  /** Namespace of the control plane. */
  readonly namespace: string;
  /** Name by which it is asked for: a revision or a tag; `''` for the control plane that has neither. */
  readonly revision: string;
  /** Every value of the control plane, resolved. */
  readonly values: IstiodValues;
  /** Whether pods that ask for a sidecar get one from it. */
  readonly injects: boolean;
  /** Labels of a namespace whose pods get sidecars from it. */
  readonly injectionLabels: Readonly<Record<string, string>>;
  /** All values of the label `istio.io/rev` that lead to the same control plane. */
  readonly answersTo: readonly string[];
}

/** Labels of a namespace whose pods are filled by what answers to that name; `''` and `default` need no name. */
export function injectionLabelsFor(name: string): Readonly<Record<string, string>> {
  return name === '' || name === 'default' ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': name };
}
