import { Duration } from 'cdk8s';
import type { JwtRule, RequestAuthenticationProps } from '../../lib';

// What must not compile. Nothing runs this file.

const issuer = 'https://issuer.example.com';
const jwks = { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] } as const;

export const rules: JwtRule[] = [
  { issuer },
  { issuer, jwks },
  { issuer, jwks: '{"keys":[]}', spaceDelimitedClaims: ['groups'] },
  { jwksUri: 'https://issuer.example.com/keys', timeout: Duration.seconds(2) },
  // @ts-expect-error whose tokens
  {},
  // @ts-expect-error whose tokens
  { jwks },
  // @ts-expect-error one source of keys
  { issuer, jwks, jwksUri: 'https://issuer.example.com/keys' },
  // @ts-expect-error no such protocol
  { jwksUri: 'ftp://issuer.example.com/keys' },
  // @ts-expect-error the old spelling
  { issuer, jwks_uri: 'https://issuer.example.com/keys' },
  // @ts-expect-error a time is a Duration
  { issuer, timeout: '5s' },
  // @ts-expect-error nothing is fetched
  { issuer, jwks, timeout: Duration.seconds(2) },
  // @ts-expect-error no such type of key
  { issuer, jwks: { keys: [{ kty: 'rsa' }] } },
  // @ts-expect-error a header has a name
  { issuer, fromHeaders: [{ prefix: 'Bearer ' }] },
  // @ts-expect-error an empty list would be the usual places
  { issuer, fromCookies: [] },
  // @ts-expect-error the claim is missing
  { issuer, outputClaimToHeaders: [{ header: 'x-user' }] },
];

export const policies: RequestAuthenticationProps[] = [
  {},
  { jwtRules: [{ issuer }], selector: { matchLabels: { app: 'cart' } } },
  // @ts-expect-error by label or by reference
  { selector: { matchLabels: { app: 'cart' } }, targetRef: { kind: 'Service', name: 'cart' } },
  // @ts-expect-error a misspelt field
  { rules: [{ issuer }] },
];
