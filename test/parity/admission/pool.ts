import type { Random } from './random';

/** Makes a value. */
export type Maker = (random: Random) => unknown;

/** One of the good values; in times of trouble one of the bad ones, where there are some. */
export function pool(good: readonly unknown[], bad: readonly unknown[] = []): Maker {
  return (random) => (bad.length > 0 && random.isTroubled() ? random.pick(bad) : random.pick(good));
}

/** A map with up to `most` entries. */
export function mapOf(keys: Maker, values: Maker, most = 2): Maker {
  return (random) => Object.fromEntries(Array.from({ length: random.below(most + 1) }, () => [keys(random), values(random)]));
}

const LONG = 'a'.repeat(64);

export const HOSTS = pool(
  [
    'reviews',
    'reviews.shop.svc.cluster.local',
    'example.com',
    '*.example.com',
    'a-b.c',
    '*-x.example.com',
    'example.com.',
    'EXAMPLE.com',
  ],
  [
    '',
    'a_b',
    '-a',
    'example..com',
    'a.*.com',
    'a*b.com',
    'a*',
    '10.0.0.1',
    '1::1',
    'host:80',
    `${LONG}.com`,
    `${'abcde.'.repeat(43)}com`,
    'a.1',
    '.',
    '*',
    '*.',
    '*.*',
    'ns/example.com',
    '*foo',
    '*foo.com',
    'a.com..',
  ],
);

export const DURATIONS = pool(
  ['1s', '0.5s', '1m30s', '1h', '5ms', '1ms', '100ms', '1.5h', '24h', '1h0m0.001s', '3600s'],
  [
    '0s',
    '1',
    '-1s',
    '1500us',
    '0.5ms',
    '1ns',
    '1d',
    's',
    '',
    ' 1s',
    '1s ',
    '1S',
    '0',
    '99999999h',
    '+1s',
    '.5s',
    '1.s',
    '1µs',
    '1h1h',
    '1.0005s',
    '1500000us',
    '2562047h',
    '2562048h',
  ],
);

export const LABEL_KEYS = pool(
  ['app', 'version', 'app.kubernetes.io/name', 'a', 'A_b.c'],
  ['', '*', 'a*', '-a', 'a b', 'a/b/c', LONG, 'Ex.com/a', '/a'],
);
export const LABEL_VALUES = pool(['v1', '', 'reviews', 'a.b_c', 'A'], ['*', 'v*', '-a', 'a b', LONG, 'a/b']);
export const LABELS = mapOf(LABEL_KEYS, LABEL_VALUES);

export const PORTS = pool([80, 443, 8080, 1, 65535, 9080], [0, -1, 65536, 4294967295, 4294967296, 1.5, '80']);
export const DNS_LABELS = pool(['http', 'a', 'v1', 'tcp-1', 'V1', 'a'.repeat(63)], ['', '-a', 'a_b', 'a.b', LONG, 'a b', '*']);
export const NAMESPACES = pool(['shop', 'default', 'a-b'], ['', '-a', 'a.b', '*', 'A_b', LONG]);
export const EXPORT_TO = pool(
  [['.'], ['*'], ['shop', 'default'], ['.', 'prod'], [], ['Shop']],
  [
    ['~'],
    [''],
    ['a.b'],
    ['-a'],
    ['**'],
    ['./a'],
    ['*', '.'],
    ['shop', 'shop'],
    ['.', '.'],
    ['.', 'shop'],
    ['*', '*'],
    ['~', '.'],
    ['~', '~'],
    [null],
  ],
);
export const IPS = pool(
  ['10.0.0.1', '::1', '2001:db8::1', '0.0.0.0', '1.2.3.4'],
  ['10.0.0', '300.1.1.1', 'localhost', '', '::g', '10.0.0.1/8', '01.2.3.4', 'fe80::1%eth0', '::ffff:1.2.3.4'],
);
export const SUBNETS = pool(
  ['10.0.0.1', '10.0.0.0/8', '::/0', '2001:db8::/32', '1.2.3.4/32', '10.1.2.3/8'],
  ['10.0.0.0/33', '::/129', '10.0.0.0/', '/8', 'a/8', '10.0.0.0/8/8', '', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0.0/+8', '*'],
);
export const REGEXES = pool(
  ['a.*', '(?i)x', '[a-z]+', '^a$', 'a|b', '\\d+', '(?P<n>a)', '\\pL'],
  ['', '(', '[', 'a**', '(?=a)', '\\1', 'a{1001}', 'x'.repeat(1025), '(?<n>a', '\\C', 'ä'.repeat(513), '(?!a)'],
);
export const TEXTS = pool(['a', 'some text', 'x-1', 'A', 'ä', '/', '*'], ['']);
export const HEADER_NAMES = pool(
  ['x-user', 'end-user', ':authority', ':path', ':method', 'X_Y', 'a.b'],
  [
    '',
    'a b',
    'ä',
    ':foo',
    '@request.auth.claims.group',
    '@request.auth.claims[group][a]',
    '@request.auth.claims.',
    '@request.auth.claims',
    '@request.auth.claims[',
    'a:b',
    '(a)',
    'a/b',
    '@x',
    '@request.auth.claims[]',
    '@request.auth.claims[a]b',
    ':status',
    ':scheme',
  ],
);
export const HEADER_VALUES = pool(
  ['a', '', '%REQ(x-a)%', '100%%', '%DOWNSTREAM_REMOTE_ADDRESS%', 'a\tb', '%DYNAMIC_METADATA(["a","b"])%', 'ä'],
  ['%', '100%', '%REQ(', '%REQ(x', 'a\nb', '%%%', '%(', '%A B%', '\u0000', '%DYNAMIC_METADATA(["a)%', '%a(b)c%', '%[]%'],
);
export const NAMES = pool(['a', 'reviews-1', 'A b', 'x'.repeat(63)], ['', 'x'.repeat(257)]);

/** As `EXPORT_TO`, for the kind that can be exported to nobody. */
export const EXPORT_TO_OR_NONE: Maker = (random) => (random.chance(0.2) ? ['~'] : EXPORT_TO(random));
