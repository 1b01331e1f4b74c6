import { labelProblems, picks } from '../../lib/core/labels';

const long = 'a'.repeat(63);

test.each([
  ['app', 'a', true],
  ['app.kubernetes.io/name', '', true],
  [long, long, true],
  ['', 'a', false],
  ['/app', 'a', false],
  ['a/b/c', 'a', false],
  ['Example.com/app', 'a', false],
  [`${long}a`, 'a', false],
  ['app', `${long}a`, false],
  ['app', 'a*', false],
  ['app', '-a', false],
])('%j: %j is a label: %s', (key, value, expected) => {
  expect(labelProblems('labels', { [key]: value }).length === 0).toBe(expected);
});

test('labels pick the pods that have all of them', () => {
  expect(picks({ app: 'a' }, { app: 'a', version: 'v1' })).toBe(true);
  expect(picks({ app: 'a', version: 'v2' }, { app: 'a', version: 'v1' })).toBe(false);
  expect(picks({}, {})).toBe(true);
});
