import { patchRule } from './envoy-patches';

const REPLACEABLE: readonly (string | undefined)[] = ['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST'];

export const envoyReplace = patchRule(
  {
    code: 'IST0152',
    title: 'EnvoyFilter that replaces what cannot be replaced',
    explanation:
      'istiod replaces network filters, HTTP filters and virtual hosts alone. With anything else REPLACE does nothing.',
    fix: 'use MERGE, or REMOVE and ADD',
  },
  (operation, applyTo) => operation === 'REPLACE' && !REPLACEABLE.includes(applyTo),
  (applyTo) => `cannot be used with ${applyTo}`,
);
