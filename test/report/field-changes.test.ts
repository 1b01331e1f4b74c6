import { fieldChanges } from '../../lib/report/field-changes';
import { object } from '../simulation/asked';
import { reportOf } from './pairs';

const paths = (before: object, after: object) => fieldChanges({ ...before }, { ...after }).map(({ path }) => path);

test('neither the order of keys nor that of sets counts', () => {
  expect(fieldChanges({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
  expect(fieldChanges({ hosts: ['a', 'b'] }, { hosts: ['b', 'a'] })).toEqual([]);
  expect(fieldChanges({ timeout: '60s' }, { timeout: '1m' })).toEqual([]);
});

test('entries with names are compared by them', () => {
  const subset = (name: string, version: string) => ({ name, labels: { version } });
  const before = { subsets: [subset('v1', '1'), subset('v2', '2')] };
  expect(fieldChanges(before, { subsets: [subset('v2', '3'), subset('v1', '1')] })).toEqual([
    { path: 'subsets[v2].labels.version', before: '2', after: '3' },
  ]);
});

test('one new rule at the beginning is one change', () => {
  const rule = (timeout: string) => ({ timeout });
  expect(fieldChanges({ http: [rule('1s'), rule('2s')] }, { http: [rule('3s'), rule('1s'), rule('2s')] })).toEqual([
    { path: 'http[0]', after: { timeout: '3s' } },
  ]);
});

test('the order of what is read in order is a change of its own', () => {
  expect(fieldChanges({ http: [{ name: 'a' }, { name: 'b' }] }, { http: [{ name: 'b' }, { name: 'a' }] })).toEqual([
    { path: 'http', before: [{ name: 'a' }, { name: 'b' }], after: [{ name: 'b' }, { name: 'a' }], isOrder: true },
  ]);
});

test('YAML in a text is compared as YAML', () => {
  const mesh = (...lines: readonly string[]) => ({ data: { mesh: `${lines.join('\n')}\n` } });
  expect(paths(mesh('a: 1', 'b: 2'), mesh('b:   2', 'a: 1'))).toEqual([]);
  expect(paths(mesh('a: 1', 'b: 2'), mesh('b: 3', 'a: 1'))).toEqual(['data.mesh.b']);
});

test('values of Secrets are not shown', () => {
  const secret = (value: string) => ({ ...object('Secret', 'shop/key', undefined), apiVersion: 'v1', data: { key: value } });
  const { objects } = reportOf([secret('b25l')], [secret('dHdv')]);
  expect(objects[0]?.fields).toEqual([{ path: 'data.key', isSecret: true }]);
});

test('what a cluster adds is no change', () => {
  const service = (metadata: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a', namespace: 'shop', ...metadata },
    spec: {},
  });
  expect(
    reportOf([service({})], [{ ...service({ uid: '1', resourceVersion: '7', labels: {} }), status: { loadBalancer: {} } }])
      .objects,
  ).toEqual([]);
});
