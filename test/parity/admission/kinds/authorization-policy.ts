import type { Knowledge } from '../from-schema';
import { type Maker, mapOf, pool, SUBNETS } from '../pool';
import { TARGET_VALUES } from './targets';

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
  ['', '*', 'a/b/c', 'shop/', '/a', 'a*', 'x'.repeat(320), 'x'.repeat(321), 'ä'.repeat(161), '/', ' a'],
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
  annotations: mapOf(
    pool(['istio.io/dry-run', 'note'], ['internal.istio.io/parents']),
    pool(['true', 'false', '1', 'T', 'FALSE'], ['yes', '', 'tRue', ' true', '01']),
  ),
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
  },
  mend(spec, random) {
    const policy = spec as { action?: unknown; provider?: unknown };
    if (policy.provider !== undefined && random.chance(0.8)) policy.action = 'CUSTOM';
    if (policy.provider === undefined && policy.action === 'CUSTOM' && random.chance(0.8)) policy.action = 'DENY';
  },
};
