import type { Rule } from '../rule';
import { sidecarsWithoutSelector } from './sidecars-without-selector';

/** Rules that Istio has as well, with its codes. */
export const istioRules: readonly Rule[] = [sidecarsWithoutSelector];
