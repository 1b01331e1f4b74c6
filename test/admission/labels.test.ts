import { comparedLabelsProblems, selectorProblems } from '../../lib/admission/labels';

test.each([
  ['app', '', true],
  ['app', 'a'.repeat(100), true],
  ['Example.com/app', 'A_b.c-d', true],
  [`${'a'.repeat(253)}/app`, 'a', true],
  [`${'a'.repeat(254)}/app`, 'a', false],
  ['a'.repeat(64), 'a', false],
  ['', 'a', false],
  ['/app', 'a', false],
  ['a/b/c', 'a', false],
  ['app', '-a', false],
  ['app', 'v*', false],
])('%j: %j can be compared: %s', (key, value, expected) => {
  expect(comparedLabelsProblems('labels', { [key]: value }).length === 0).toBe(expected);
});

test.each([
  ['app', 'a b', true],
  ['', 'a', false],
  ['app', 'a*', false],
  ['a*', 'a', false],
])('%j: %j can select: %s', (key, value, expected) => {
  expect(selectorProblems('labels', { [key]: value }).length === 0).toBe(expected);
});
