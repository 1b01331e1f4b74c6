import { meets, picks } from '../core/labels';
import type { Pod } from './pod';

const INJECT = 'sidecar.istio.io/inject';

/** Where Kubernetes itself runs: never injected. */
const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Requirement[];
}

/** Which pods are injected. */
export interface InjectionPolicy {
  /** `enabled` for all pods that do not say otherwise, `disabled` for those alone that ask. */
  readonly policy: string;
  /** Pods that are never injected unless they ask themselves; it comes before `alwaysInjectSelector`. */
  readonly neverInjectSelector: readonly object[];
  /** Pods that are injected whatever the policy says. */
  readonly alwaysInjectSelector: readonly object[];
}

/** Why a pod is left as it is; undefined for one that is injected. */
export function reasonToSkip({ metadata, spec }: Pod, namespace: string, rules: InjectionPolicy): string | undefined {
  if (spec.hostNetwork) return 'uses the network of its node';
  if (SYSTEM_NAMESPACES.includes(namespace)) return `is in the system namespace ${namespace}`;
  const { labels = {}, annotations = {} } = metadata;
  const asked = labels[INJECT] ?? annotations[INJECT];
  if (asked === 'true') return undefined;
  if (asked === 'false') return `has ${INJECT}: "false"`;
  const matches = (selectors: readonly object[]) => selectors.some((selector) => matchesLabels(selector, labels));
  if (matches(rules.neverInjectSelector)) return 'matches neverInjectSelector';
  if (matches(rules.alwaysInjectSelector) || rules.policy === 'enabled') return undefined;
  return `does not ask for injection, and the policy is ${rules.policy}`;
}

/** As the selectors of the policy are: one without a word matches nothing. */
export function matchesLabels(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) return false;
  return (
    picks(matchLabels, labels) && matchExpressions.every(({ key, operator, values = [] }) => meets(operator, values, labels[key]))
  );
}
