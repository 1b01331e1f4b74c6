import { patchRule } from './envoy-patches';

export const envoyAdd = patchRule(
  {
    code: 'IST0153',
    title: 'EnvoyFilter that adds what cannot be added',
    explanation: 'istiod does not add route configurations or routes: with them ADD is ignored.',
    fix: 'use INSERT_FIRST, INSERT_BEFORE or INSERT_AFTER for routes, and MERGE for a route configuration',
  },
  (operation, applyTo) => operation === 'ADD' && (applyTo === 'ROUTE_CONFIGURATION' || applyTo === 'HTTP_ROUTE'),
  (applyTo) => `is ignored with ${applyTo}`,
);
