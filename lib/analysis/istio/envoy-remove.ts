import { patchRule } from './envoy-patches';

export const envoyRemove = patchRule(
  {
    code: 'IST0154',
    title: 'EnvoyFilter that removes what cannot be removed',
    explanation: 'istiod does not remove route configurations or routes: with them REMOVE is ignored.',
    fix: 'change them by MERGE, or leave the rule of the VirtualService out',
  },
  (operation, applyTo) => operation === 'REMOVE' && (applyTo === 'ROUTE_CONFIGURATION' || applyTo === 'HTTP_ROUTE'),
  (applyTo) => `is ignored with ${applyTo}`,
);
