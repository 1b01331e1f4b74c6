import { istioRules } from './istio';
import { kialiRules } from './kiali';
import { ownRules } from './own';
import type { Rule } from './rule';

/** All rules, those of Istio first. */
export const RULES: readonly Rule[] = [...istioRules, ...ownRules, ...kialiRules];
