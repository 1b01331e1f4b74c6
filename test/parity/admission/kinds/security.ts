import type { Knowledge } from '../from-schema';
import { DURATIONS, pool } from '../pool';
import { TARGET_VALUES } from './targets';

export const PEER_AUTHENTICATION: Knowledge = {
  shapes: { '': [['mtls', 'selector'], ['mtls', 'selector!', 'portLevelMtls!'], ['portLevelMtls']] },
  values: {
    ...TARGET_VALUES,
    'selector.matchLabels': pool(
      [{ app: 'a' }, { app: 'a', version: 'v1' }],
      [{}, { '': 'a' }, { 'a*': 'b' }, { a: '*' }, { a: 'x'.repeat(64) }],
    ),
    portLevelMtls: pool(
      [{ 80: { mode: 'DISABLE' } }, { 8080: {}, 9090: { mode: 'STRICT' } }, { 65535: { mode: 'UNSET' } }],
      [
        {},
        { 0: {} },
        { 65536: {} },
        { a: {} },
        { '': {} },
        { '-1': {} },
        { 80: null },
        { 80: { mode: 'FOO' } },
        { '080': {} },
        { '+80': {} },
        { ' 80': {} },
        { '1e2': {} },
        { 4294967296: {} },
        { '0x50': {} },
        { '8_0': {} },
        { '80.0': {} },
      ],
    ),
  },
};

const KEY =
  '{"kty":"RSA","e":"AQAB","n":"xAE7eB6qugXyCAG3yhh7pkDkT65pHymX-P7KfIupjf59vsdo91bSP9C8H07pSAGQO1MV_xFj9VswgsCg4R6otmg5PV2He95lZdHtOcU5DXIg_pbhLdKXbi66GlVeK6ABZOUW3WYtnNHD-91gVuoeJT_DwtGGcp4ignkgXfkiEm4sw-4sfb4qdt5oLbyVpmW6x9cfa7vs2WTfURiCrBoUqgBo_-4WTiULmmHSGZHOjzwa8WtrtOQGsAFjIbno85jp6MnGGGZPYZbDAa_b3y5u-YpW7ypZrvD8BgtKVjgtQgZhLAGezMt0ua3DRrWnKqTZ0BJ_EyxOGuHJrLsn00fnMQ"}';

export const REQUEST_AUTHENTICATION: Knowledge = {
  shapes: {
    '': [
      ['jwtRules!', 'selector'],
      ['jwtRules!', 'targetRef'],
      ['jwtRules!', 'targetRefs'],
      ['jwtRules', 'selector', 'targetRef', 'targetRefs'],
    ],
    'jwtRules[]': [
      ['issuer!', 'jwksUri', 'audiences', 'fromHeaders', 'fromParams', 'fromCookies', 'timeout'],
      ['issuer!', 'jwks!', 'outputClaimToHeaders', 'forwardOriginalToken', 'outputPayloadToHeader', 'spaceDelimitedClaims'],
      ['issuer!', 'jwks_uri', 'fromHeaders'],
      ['issuer', 'jwks', 'jwksUri', 'jwks_uri', 'audiences', 'timeout'],
    ],
  },
  values: {
    ...TARGET_VALUES,
    issuer: pool(['https://issuer', 'a@b.c', 'x'], ['']),
    'audiences[]': pool(['a', 'https://b'], ['']),
    jwksUri: URIS(),
    jwks_uri: URIS(),
    jwks: pool(
      [`{"keys":[${KEY}]}`, '{"keys":[]}', `{"keys":[${KEY},${KEY}]}`],
      [
        '',
        '{',
        '{}',
        '[]',
        '{"keys":{}}',
        '{"keys":[{}]}',
        '{"keys":[{"kty":"foo"}]}',
        '{"keys":[{"kty":"oct","k":"AAAA"}]}',
        '{"keys":[{"kty":"RSA"}]}',
        'null',
        '{"keys":null}',
        '{"keys":["a"]}',
        KEY,
        '{"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}',
        '{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}',
        '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}',
        '{"keys":[{"kty":1}]}',
        '{"keys":[]} x',
        'a',
        '"a"',
        '1',
        '{"Keys":[{}]}',
      ],
    ),
    'fromHeaders[].name': pool(['authorization', 'x-jwt'], ['', 'a b']),
    'fromHeaders[].prefix': pool(['Bearer ', ''], []),
    'fromParams[]': pool(['token'], ['', 'a b']),
    'fromCookies[]': pool(['token'], ['', 'a b']),
    'outputClaimToHeaders[].header': pool(['x-claim', 'X_claim'], ['', 'a b', 'a.b', ':a']),
    'outputClaimToHeaders[].claim': pool(['sub', 'a.b'], ['']),
    outputPayloadToHeader: pool(['x-payload', ''], ['a b']),
    'spaceDelimitedClaims[]': pool(['scope'], ['']),
    timeout: DURATIONS,
  },
};

function URIS() {
  return pool(
    [
      'https://a.com/keys',
      'http://a.com',
      'https://a.com:8443/k',
      'http://10.0.0.1/',
      'https://[::1]:443/a',
      'HTTPS://a.com',
      'https://user@a.com/',
      'https://a.com/?x=y#z',
    ],
    [
      '',
      'a.com',
      'ftp://a.com',
      'https://',
      'https://a.com:a/',
      'https://a.com:99999/',
      'http:/a',
      'https://a b.com',
      'https://a.com/%zz',
      '://a',
      'https:a',
      'http://[::1',
      'http://a.com:',
      'https://a.com/ b',
      'http://%41.com',
      `https://a.com/${'x'.repeat(2048)}`,
      'https://a.com:-1/',
      'http://a.com:0',
      'https://a.com:080',
      'http://:80',
      'https://a.com\n',
      'https:///path',
      'http://a.com:65536',
    ],
  );
}
