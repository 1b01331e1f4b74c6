import { rejected } from './rejection';

const issuer = 'https://issuer.example.com';
const jwksUri = `${issuer}/keys`;
const token = (rule: object) => ({ jwtRules: [{ issuer, ...rule }] });

export const REQUEST_AUTHENTICATIONS = rejected('RequestAuthentication', {
  'neither an issuer nor keys': { jwtRules: [{ audiences: ['a'] }] },
  'an empty issuer': token({ issuer: '' }),
  'keys by an unknown scheme': token({ jwksUri: 'ftp://issuer.example.com/keys' }),
  'keys from two places': token({ jwksUri, jwks: '{"keys":[]}' }),
  'keys that are none': token({ jwks: 'keys' }),
  'an audience without a name': token({ audiences: [''] }),
  'a header without a name': token({ fromHeaders: [{ name: '' }] }),
  'a cookie without a name': token({ fromCookies: [''] }),
  'a claim in a header that is none': token({ outputClaimToHeaders: [{ header: 'a b', claim: 'sub' }] }),
  'fetching for no time': token({ timeout: '0s' }),
  'workloads and objects': {
    ...token({}),
    selector: { matchLabels: { app: 'a' } },
    targetRefs: [{ kind: 'Service', name: 'a' }],
  },
});
