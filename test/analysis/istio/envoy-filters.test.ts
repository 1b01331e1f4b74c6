import { found } from '../found';
import { istio } from '../manifests';

const filter = (...configPatches: object[]) => istio('EnvoyFilter', 'shop/f', { configPatches });
const change = (operation: string, applyTo: string, rest: object = {}) => ({ applyTo, patch: { operation, ...rest } });

const codes = (manifests: string) =>
  found(manifests)
    .map((one) => one.slice(0, 7))
    .filter((code) => /^IST015/.test(code));

test.each([
  ['INSERT_BEFORE', 'HTTP_FILTER', ['IST0151']],
  ['INSERT_AFTER', 'NETWORK_FILTER', ['IST0151']],
  ['INSERT_FIRST', 'HTTP_FILTER', []],
  ['MERGE', 'HTTP_FILTER', []],
  ['ADD', 'CLUSTER', []],
  ['ADD', 'HTTP_ROUTE', ['IST0153']],
  ['ADD', 'ROUTE_CONFIGURATION', ['IST0153']],
  ['REMOVE', 'HTTP_ROUTE', ['IST0154']],
  ['REMOVE', 'CLUSTER', ['IST0151']],
  ['REPLACE', 'CLUSTER', ['IST0152']],
  ['REPLACE', 'VIRTUAL_HOST', ['IST0151']],
  ['REPLACE', 'HTTP_FILTER', ['IST0151']],
])('%s of %s gives %j', (operation, applyTo, expected) => {
  expect(codes(filter(change(operation, applyTo)))).toEqual(expected);
});

test('the operation is named', () => {
  expect(found(filter(change('REPLACE', 'CLUSTER')), 'IST0152')).toEqual([
    'IST0152 EnvoyFilter/shop/f: spec.configPatches[0].patch.operation cannot be used with CLUSTER, got "REPLACE"',
  ]);
});

test('a priority settles the order', () => {
  expect(
    codes(istio('EnvoyFilter', 'shop/f', { priority: 10, configPatches: [change('INSERT_BEFORE', 'HTTP_FILTER')] })),
  ).toEqual([]);
});

test('what follows a change without a patch is not looked at', () => {
  expect(codes(filter({ applyTo: 'CLUSTER' }, change('REPLACE', 'CLUSTER')))).toEqual([]);
});

describe('IST0155', () => {
  const versioned = {
    ...change('MERGE', 'HTTP_FILTER', { value: { name: 'lua' } }),
    match: { proxy: { proxyVersion: '^1.30' } },
  };
  const relative = (name: string) => change('INSERT_BEFORE', 'HTTP_FILTER', { value: { name } });

  test('a relative change after one of the same name for a version of the proxy', () => {
    expect(codes(filter(versioned, relative('lua')))).toEqual(['IST0155']);
  });

  test.each([
    ['of another name', filter(versioned, relative('cors'))],
    ['before it', filter(relative('lua'), versioned)],
  ])('one %s is a relative change like others', (_, manifests) => {
    expect(codes(manifests)).toEqual(['IST0151']);
  });
});
