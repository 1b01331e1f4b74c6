import { RequireToken } from '../../lib/recipes/require-token';
import { specOf, testChart } from '../synth';

const issuer = 'https://issuer.example.com';

test('a token of the issuer, and nothing more', () => {
  const chart = testChart('shop');
  new RequireToken(chart, 'tokens', { tokens: [{ issuer }] });
  expect(specOf(chart, 'RequestAuthentication', 'tokens')).toEqual({ jwtRules: [{ issuer }] });
  expect(specOf(chart, 'AuthorizationPolicy', 'tokens')).toEqual({
    action: 'DENY',
    rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }],
  });
});

test('with claims, open paths and ports, for one workload', () => {
  const chart = testChart('policies');
  new RequireToken(chart, 'tokens', {
    of: { labels: { app: 'cart' }, namespace: 'shop' },
    tokens: [{ issuer }],
    claims: { group: ['buyers', 'staff'], 'realm][roles': ['user'] },
    openPaths: ['/health'],
    ports: [8080],
  });
  const selector = { matchLabels: { app: 'cart' } };
  const to = [{ operation: { notPaths: ['/health'], ports: ['8080'] } }];
  expect(specOf(chart, 'RequestAuthentication', 'tokens')).toEqual({ selector, jwtRules: [{ issuer }] });
  expect(specOf(chart, 'AuthorizationPolicy', 'tokens')).toEqual({
    selector,
    action: 'DENY',
    rules: [
      { from: [{ source: { notRequestPrincipals: ['*'] } }], to },
      { to, when: [{ key: 'request.auth.claims[group]', notValues: ['buyers', 'staff'] }] },
      { to, when: [{ key: 'request.auth.claims[realm][roles]', notValues: ['user'] }] },
    ],
  });
});
