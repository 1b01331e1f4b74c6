import { apps, brief, from, type Manifest, simulate, to, virtualService } from './asked';

const SHOPS = apps(['shop/a', 'shop/b', 'shop/c', 'other/b', 'shop/client']);
type Fields = Readonly<Record<string, unknown>>;

/** Asks under a VirtualService of which one rule delegates, with one after it. */
function ask(
  root: Fields,
  rules: readonly Fields[],
  url: string,
  options = {},
  more: readonly Manifest[] = [],
  delegate: Fields = {},
) {
  const simulator = simulate([
    ...SHOPS,
    virtualService('shop/root', { hosts: ['a'], http: [{ delegate: { name: 'd' }, ...root }, { route: to('c') }] }),
    virtualService('shop/d', { http: rules, ...delegate }),
    ...more,
  ]);
  return from(simulator, 'client', url, options);
}

const prefix = (value: string) => ({ uri: { prefix: value } });

test.each<[string, Fields, Fields[], string, string]>([
  ['no conditions anywhere', {}, [{ route: to('b') }], '/x', 'b.shop:80'],
  ['conditions of the root alone', { match: [prefix('/r')] }, [{ route: to('b') }], '/r', 'b.shop:80'],
  ['conditions of the root alone, not met', { match: [prefix('/r')] }, [{ route: to('b') }], '/x', 'c.shop:80'],
  ['conditions of the delegate alone', {}, [{ match: [prefix('/d')], route: to('b') }], '/d', 'b.shop:80'],
  ['a narrower prefix', { match: [prefix('/r')] }, [{ match: [prefix('/r/d')], route: to('b') }], '/r/d', 'b.shop:80'],
  ['a narrower prefix, not met', { match: [prefix('/r')] }, [{ match: [prefix('/r/d')], route: to('b') }], '/r', 'c.shop:80'],
  [
    'an exact path under a prefix',
    { match: [prefix('/r')] },
    [{ match: [{ uri: { exact: '/r/e' } }], route: to('b') }],
    '/r/e',
    'b.shop:80',
  ],
  [
    'a prefix under an exact path',
    { match: [{ uri: { exact: '/r' } }] },
    [{ match: [prefix('/r')], route: to('b') }],
    '/r',
    'c.shop:80',
  ],
  ['another prefix', { match: [prefix('/r')] }, [{ match: [prefix('/d')], route: to('b') }], '/d', 'c.shop:80'],
  [
    'one condition of two fits',
    { match: [prefix('/r')] },
    [{ match: [prefix('/r/d'), prefix('/d')], route: to('b') }],
    '/r/d',
    'c.shop:80',
  ],
  [
    'equal expressions',
    { match: [{ uri: { regex: '/r.*' } }] },
    [{ match: [{ uri: { regex: '/r.*' } }], route: to('b') }],
    '/r',
    'c.shop:80',
  ],
  [
    'one of two conditions of the root',
    { match: [prefix('/r'), prefix('/s')] },
    [{ match: [prefix('/s/d')], route: to('b') }],
    '/s/d',
    'b.shop:80',
  ],
  [
    'another namespace asked by the root alone',
    { match: [{ sourceNamespace: 'shop', ...prefix('/r') }] },
    [{ match: [prefix('/r/d')], route: to('b') }],
    '/r/d',
    'c.shop:80',
  ],
  [
    'a namespace asked by the root of a rule without conditions',
    { match: [{ sourceNamespace: 'shop' }] },
    [{ route: to('b') }],
    '/',
    'b.shop:80',
  ],
  [
    'labels asked by the root alone',
    { match: [{ sourceLabels: { app: 'client' }, ...prefix('/r') }] },
    [{ match: [prefix('/r/d')], route: to('b') }],
    '/r/d',
    'b.shop:80',
  ],
  ['a direct response of the root beside a route', { directResponse: { status: 299 } }, [{ route: to('b') }], '/', 'direct 299'],
  ['no rule of the delegate is left', {}, [{ match: [{ sourceNamespace: 'x' }], route: to('b') }], '/', 'c.shop:80'],
])('a delegate with %s', (_, root, rules, path, goes) => {
  expect(brief(ask(root, rules, `http://a${path}`))).toBe(goes);
});

test('headers of both must be met', () => {
  const root = { match: [{ headers: { x: { exact: '1' } } }] };
  const rules = [{ match: [{ headers: { y: { exact: '2' } } }], route: to('b') }];
  expect(brief(ask(root, rules, 'http://a/', { headers: { x: '1', y: '2' } }))).toBe('b.shop:80');
  expect(brief(ask(root, rules, 'http://a/', { headers: { y: '2' } }))).toBe('c.shop:80');
});

test('what the delegate does not say, the root does; what both say, is not mixed', () => {
  const outcome = ask(
    { retries: { attempts: 7, retryOn: '5xx' }, headers: { request: { set: { from: 'root' } } }, rewrite: { uri: '/new' } },
    [{ route: to('b'), timeout: '3s', headers: { request: { set: { of: 'delegate' } } } }],
    'http://a/old',
  );
  expect([outcome.timeoutMs, outcome.retries, outcome.path]).toEqual([3000, { attempts: 7, retryOn: '5xx' }, '/newold']);
  expect(outcome.headers).toEqual({ of: 'delegate' });
});

test('short names in a delegate are meant in its own namespace', () => {
  const other = virtualService('other/d', { http: [{ route: to('b') }] });
  expect(brief(ask({ delegate: { name: 'd', namespace: 'other' } }, [], 'http://a/', {}, [other]))).toBe('b.other:80');
});

test.each<[string, Fields, string]>([
  ['is missing', { delegate: { name: 'missing' } }, 'c.shop:80'],
  ['is not exported to the root', { delegate: { name: 'd', namespace: 'other' } }, 'c.shop:80'],
  ['has hosts', { delegate: { name: 'e' } }, 'c.shop:80'],
])('a rule whose delegate %s is left out', (_, root, goes) => {
  const more = [
    virtualService('other/d', { exportTo: ['.'], http: [{ route: to('b') }] }),
    virtualService('shop/e', { hosts: ['e'], http: [{ route: to('b') }] }),
  ];
  expect(brief(ask(root, [{ route: to('b') }], 'http://a/', {}, more))).toBe(goes);
});

test('a VirtualService of which no rule is left is as if it were not there', () => {
  const simulator = simulate([...SHOPS, virtualService('shop/v', { hosts: ['a'], http: [{ delegate: { name: 'missing' } }] })]);
  expect(brief(from(simulator, 'client', 'http://a/'))).toBe('a.shop:80');
});

test('the reasons name the rule that delegates and the one of the delegate', () => {
  const { why } = ask({ match: [prefix('/r')] }, [{ match: [prefix('/r/d')], route: to('b') }], 'http://a/r/d');
  expect(why.slice(1, 3)).toEqual(['VirtualService shop/root http[0].match[0]', 'VirtualService shop/d http[0].match[0]']);
});
