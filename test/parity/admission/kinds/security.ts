import type { Knowledge } from '../from-schema';
import { DURATIONS, type Maker, PATHS, pool, SUBNETS } from '../pool';
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

const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['request.headers[x-a]', ['a', 'a*', '*']],
  ['source.ip', ['10.0.0.1', '10.0.0.0/8']],
  ['remote.ip', ['10.0.0.1', '::/0']],
  ['source.namespace', ['shop', 'sh*']],
  ['source.serviceAccount', ['shop/a', 'a']],
  ['source.principal', ['cluster.local/ns/a/sa/b', '*']],
  ['source.trustDomain', ['cluster.local', 'td*']],
  ['request.auth.principal', ['a/b']],
  ['request.auth.audiences', ['a']],
  ['request.auth.presenter', ['a']],
  ['request.auth.claims[iss]', ['a']],
  ['request.auth.claims[a][b]', ['a']],
  ['destination.ip', ['10.0.0.1', '10.0.0.0/8']],
  ['destination.port', ['80', '443']],
  ['connection.sni', ['a.com', '*.a.com']],
  ['experimental.envoy.filters.network.mysql_proxy[a]', ['[b]', 'a']],
];
const ODD_KEYS = [
  '',
  'foo',
  'request.headers',
  'request.headers[',
  'request.headers[]',
  'request.headers[a',
  'request.headersa]',
  'Source.ip',
  'destination.name',
  'request.auth.claims',
  'request.auth.claims[]',
  'experimental.envoy.filters.',
  'experimental.envoy.filters.a',
  'source.user',
  'destination.labels[a]',
  'request.headers[a][b]',
  'source.ip ',
  'experimental.envoy.filters.a[b]',
  'request.auth.claims[a]b',
];
const ODD_VALUES = [
  '',
  '*',
  '10.0.0.300',
  '65536',
  '-1',
  'a/b/c',
  '1.2.3.4/33',
  'a*b',
  '0',
  '+1',
  '080',
  'a b',
  'a*',
  '10.0.0.1/8',
  '//',
  'a/',
];

const condition: Maker = (random) => {
  const [key, values] = random.pick(KEYS);
  const made: Record<string, unknown> = { key: random.isTroubled() ? random.pick(ODD_KEYS) : key };
  const some = () =>
    Array.from({ length: 1 + random.below(2) }, () => (random.isTroubled() ? random.pick(ODD_VALUES) : random.pick(values)));
  const which = random.below(random.isTroubled() ? 4 : 3);
  if (which !== 1 && which !== 3) made.values = some();
  if (which === 1 || which === 2) made.notValues = some();
  if (random.isTroubled() && random.chance(0.2)) made.values = [];
  return made;
};

const TEXTS = pool(['a', 'a*', '*a', '*'], ['', 'a*b', '**']);
const PRINCIPALS = pool(['cluster.local/ns/a/sa/b', '*', '*/sa/b', 'td/*'], ['']);
const ACCOUNTS = pool(
  ['reviews', 'shop/reviews'],
  ['', '*', 'a/b/c', 'shop/', '/a', 'a*', 'x'.repeat(320), 'x'.repeat(321), '/', ' a'],
);
const TRUST_DOMAINS = pool(['cluster.local', '*', 'td*', '*.local'], ['', 'a/b', 'a*b', '**', '*a*']);
const OPERATION_PATHS = pool(
  ['/', '/a', '/a*', '*/b', '*', '/a/{*}/b', '/a/{**}', '/{*}', '/a/{*}/{**}', '/a-b/~c/{*}'],
  [
    '',
    '/{a}',
    '/a{*}',
    '/{**}/a',
    '/{*}/{**}/a',
    '{*}',
    '/a/{*',
    '/a/*}',
    '/{}',
    '/a b/{*}',
    '/a*/{*}',
    '/{**}/{**}',
    '/{*}b',
    '/a//{*}',
    '/a%20b/{*}',
    '/{*}/',
    '/{***}',
    '/ä/{*}',
    '/a?b/{*}',
    '/a/{**}*',
    '/a:b@c/{*}',
    "/a!$&'()+,;=/{*}",
    '/{',
    '/}',
    '/%zz/{*}',
    '/a%/{*}',
  ],
);
const OPERATION_PORTS = pool(
  ['80', '443', '8080', '65535'],
  ['', '0', '65536', '-1', 'a', '80 ', '080', '+80', '8_0', '1e2', '4294967296', '0x50'],
);

const each = (names: readonly string[], maker: Maker) =>
  Object.fromEntries(
    names.flatMap((name) => [`${name}[]`, `not${name[0]?.toUpperCase()}${name.slice(1)}[]`].map((path) => [path, maker])),
  );

export const AUTHORIZATION_POLICY: Knowledge = {
  shapes: {
    '': [
      ['selector', 'action', 'rules!'],
      ['targetRef', 'action', 'rules!'],
      ['targetRefs', 'action', 'rules!'],
      ['selector', 'action!', 'provider!', 'rules!'],
      ['action', 'rules', 'provider', 'selector', 'targetRef', 'targetRefs'],
    ],
    'rules[]': [['from!', 'to', 'when'], ['to!', 'when'], ['when!'], ['from', 'to', 'when']],
    'from[]': [['source!']],
    'to[]': [['operation!']],
    source: [
      ['principals!', 'namespaces', 'notPrincipals', 'requestPrincipals'],
      ['serviceAccounts!', 'notServiceAccounts'],
      ['ipBlocks!', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'],
      ['trustDomains!', 'notTrustDomains'],
      ['notRequestPrincipals!', 'notNamespaces'],
      ['requestPrincipals', 'serviceAccounts', 'namespaces', 'principals', 'trustDomains'],
    ],
    operation: [
      ['paths!', 'methods', 'notPaths'],
      ['hosts!', 'ports', 'notHosts', 'notPorts'],
      ['ports!', 'notMethods'],
      ['paths', 'methods', 'hosts', 'ports'],
    ],
  },
  values: {
    ...TARGET_VALUES,
    'when[]': condition,
    ...each(['namespaces', 'requestPrincipals', 'methods', 'hosts'], TEXTS),
    ...each(['principals'], PRINCIPALS),
    ...each(['serviceAccounts'], ACCOUNTS),
    ...each(['trustDomains'], TRUST_DOMAINS),
    ...each(['ipBlocks', 'remoteIpBlocks'], SUBNETS),
    ...each(['paths'], OPERATION_PATHS),
    ...each(['ports'], OPERATION_PORTS),
    'provider.name': pool(['ext-authz'], ['']),
    path: PATHS,
  },
  mend(spec, random) {
    const policy = spec as { action?: unknown; provider?: unknown };
    if (policy.provider !== undefined && random.chance(0.8)) policy.action = 'CUSTOM';
    if (policy.provider === undefined && policy.action === 'CUSTOM' && random.chance(0.8)) policy.action = 'DENY';
  },
};
