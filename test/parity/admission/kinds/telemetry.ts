import type { Knowledge } from '../from-schema';
import { DURATIONS, mapOf, NAMES, PORTS, pool } from '../pool';
import { TARGET_VALUES } from './targets';

const FILTERS = pool(
  [
    'response.code >= 400',
    "connection.mtls && request.url_path.contains('v1beta3')",
    '!has(response.code)',
    'response.code >= 500 || response.code == 0',
    'request.headers[\'x-a\'] == "b"',
    "xds.cluster_name == 'BlackHoleCluster'",
    'true',
    "filter_state['a'] == ''",
    "request.path.startsWith('/a') ? true : false",
    'request.size in [1, 2, 3]',
    'a.b.c.exists(x, x > 1u)',
    '{"a": 1}.a == 1',
    '-1 < 2 && !false',
    'b"abc" == b\'abc\'',
    'r"\\d" != ""',
    'timestamp("2020-01-01T00:00:00Z") < request.time',
    '1.5e3 > .5',
    '0x1F == 31',
    'Msg{a: 1, b: "c"}.a == 1',
    '.a.b',
    'a[0][1]',
    '"""multi\nline""" == ""',
    'null == null // comment',
  ],
  [
    '',
    '(',
    'a ==',
    'response.code >= 400 &&',
    'a b',
    '1 +',
    "'",
    "request.headers['x'",
    '&& a',
    'a = b',
    'a ? b',
    '{',
    '[1,',
    'a..b',
    'has(a)',
    'has(a.b, c)',
    'a.all(x)',
    '1.',
    '0x',
    'in',
    'if',
    'a.in',
    "'\\z'",
    '"\n"',
    'x.map(1, 2)',
    '--1',
    '!!a',
    '- - 1',
    'a.b()',
    'for',
    '@',
    'a; b',
    '18446744073709551616',
    '1u',
    '99999999999999999999',
    'a.exists(b.c, d)',
    "b'\\u0041'",
    'a?.b',
    '[?a]',
    'while',
    'a[?b]',
    '`a`',
    'a.`b-c`',
    '`',
    'all(a, b)',
  ],
);

const TAG = pool(
  [{ value: 'a' }, { operation: 'UPSERT', value: 'request.host' }, { operation: 'REMOVE' }],
  [
    {},
    { operation: 'UPSERT' },
    { operation: 'REMOVE', value: 'a' },
    { value: '' },
    { operation: 'UPSERT', value: '' },
    { operation: 'REMOVE', value: '' },
    null,
  ],
);

export const TELEMETRY: Knowledge = {
  shapes: {
    '': [
      ['metrics!', 'selector'],
      ['accessLogging!', 'targetRef'],
      ['tracing!', 'targetRefs'],
      ['metrics', 'tracing', 'accessLogging', 'selector'],
      ['metrics', 'tracing', 'accessLogging', 'selector', 'targetRef', 'targetRefs'],
    ],
  },
  values: {
    ...TARGET_VALUES,
    'filter.expression': FILTERS,
    'providers[].name': pool(['prometheus', 'otel'], ['']),
    tagOverrides: mapOf(pool(['a', 'request_host'], ['']), TAG),
    customMetric: pool(['my_metric'], ['']),
    reportingInterval: DURATIONS,
    randomSamplingPercentage: pool([0, 1, 50.5, 100], [-1, 101, 100.01, null]),
    customTags: mapOf(
      pool(['a', 'b'], ['']),
      pool(
        [
          { literal: { value: 'a' } },
          { environment: { name: 'A', defaultValue: '' } },
          { header: { name: 'x' } },
          { formatter: { value: '%REQ(a)%' } },
        ],
        [
          {},
          { literal: {} },
          { literal: { value: '' } },
          { environment: {} },
          { header: { name: '' } },
          { literal: { value: 'a' }, header: { name: 'b' } },
          { formatter: { value: '' } },
          { environment: { name: '' } },
          null,
        ],
      ),
    ),
  },
};

const ENV = pool(
  [
    [{ name: 'A', value: 'a' }],
    [{ name: 'A', valueFrom: 'HOST' }],
    [
      { name: 'A', valueFrom: 'INLINE', value: 'b' },
      { name: 'B', value: '' },
    ],
    [],
  ],
  [
    [{}],
    [{ name: '' }],
    [{ name: 'A' }],
    [
      { name: 'A', value: 'a' },
      { name: 'A', value: 'b' },
    ],
    [{ name: 'A', valueFrom: 'HOST', value: 'a' }],
    [{ name: 'A', valueFrom: 'HOST', value: '' }],
    [{ name: 'x'.repeat(257), value: 'a' }],
    [{ name: 'A', value: 'x'.repeat(2049) }],
    [{ name: 'A', valueFrom: 'INLINE' }],
    Array.from({ length: 257 }, (_, i) => ({ name: `A${i}`, value: 'a' })),
    Array.from({ length: 256 }, (_, i) => ({ name: `A${i}`, value: 'a' })),
    [null],
  ],
);

const WASM_VALUES = {
  url: pool(
    ['oci://ghcr.io/a/b:v1', 'https://a.com/a.wasm', 'file:///opt/a.wasm', 'ghcr.io/a/b', 'http://a.com/a'],
    [
      '',
      'ftp://a',
      'OCI://a',
      'a b',
      ':a',
      'file://',
      'oci://',
      '%zz',
      '//a',
      'HTTPS://a.com',
      'a:b',
      'ghcr.io:5000/a',
      'localhost:5000/a',
      '1a://b',
      'oci:a',
      'https://a.com/%zz',
      'a\nb',
      '[::1]/a',
      'https://[::1',
      'ghcr.io/a@sha256:abc',
    ],
  ),
  sha256: pool(['a'.repeat(64), ''], ['A'.repeat(64), 'a'.repeat(63), 'g'.repeat(64), 'a'.repeat(65)]),
  imagePullSecret: pool(['secret'], ['', 's'.repeat(254), 's'.repeat(253), 'a b']),
  pluginName: NAMES,
  pluginConfig: pool([{}, { a: 1, b: { c: [null, 'd'] } }], ['a', null, []]),
  'vmConfig.env': ENV,
};

const MATCH_VALUES = {
  'match[].ports': pool(
    [[{ number: 80 }], [{ number: 80 }, { number: 81 }], []],
    [[{ number: 0 }], [{ number: 65536 }], [{}], [{ number: 80 }, { number: 80 }], [null], [{ number: -1 }]],
  ),
  'ports[].number': PORTS,
};

export const WASM_PLUGIN: Knowledge = {
  shapes: {
    '': [
      ['url!', 'phase', 'selector', 'pluginConfig', 'priority', 'match', 'vmConfig', 'sha256'],
      ['url!', 'targetRef', 'imagePullSecret', 'imagePullPolicy', 'pluginName', 'type', 'failStrategy', 'verificationKey'],
      ['url!', 'targetRefs', 'vmConfig', 'match'],
      ['url', 'selector', 'targetRef', 'targetRefs', 'match'],
    ],
  },
  values: { ...TARGET_VALUES, ...WASM_VALUES, ...MATCH_VALUES },
};

export const TRAFFIC_EXTENSION: Knowledge = {
  shapes: {
    '': [
      ['wasm', 'phase', 'selector', 'match', 'priority'],
      ['lua', 'phase', 'targetRefs', 'match'],
      ['wasm', 'lua', 'selector', 'targetRefs'],
    ],
    wasm: [
      ['url!', 'pluginConfig', 'vmConfig', 'sha256', 'pluginName'],
      ['url!', 'imagePullSecret', 'imagePullPolicy', 'type', 'failStrategy', 'verificationKey'],
    ],
  },
  values: {
    ...TARGET_VALUES,
    ...WASM_VALUES,
    ...MATCH_VALUES,
    'lua.inlineCode': pool(
      ['function envoy_on_request(h) end', 'a', 'not lua ('],
      ['', 'x'.repeat(65536), 'x'.repeat(65537), 'ä'.repeat(40_000)],
    ),
  },
};
