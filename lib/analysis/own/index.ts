import type { Rule } from '../rule';

export const ownRules: readonly Rule[] = [];
