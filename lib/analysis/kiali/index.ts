import type { Rule } from '../rule';

export const kialiRules: readonly Rule[] = [];
