import type { NonEmpty } from '../core/one-of';
import { renderBackends, type WeightedBackend } from './backend';
import type { PlacedBackend } from './route';

/** Where connections go. */
export interface LayerFourRule {
  /** Name of the rule, for logs and policies. @default none */
  readonly name?: string;
  /** The backends, at most 16. */
  readonly backendRefs: NonEmpty<WeightedBackend>;
}

/** All backends of rules. */
export function placedBackends(rules: readonly LayerFourRule[]): PlacedBackend[] {
  return rules.flatMap(({ backendRefs }, i) =>
    backendRefs.map(({ backend }, j) => ({ field: `rules[${i}].backendRefs[${j}]`, backend })),
  );
}

/** Rules as they stand in YAML. */
export function renderRules(rules: readonly LayerFourRule[], namespace: string | undefined): object[] {
  return rules.map((rule) => ({ ...rule, backendRefs: renderBackends(rule.backendRefs, namespace) }));
}
