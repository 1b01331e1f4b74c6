import { dnsLabelProblems, hostProblems, isDnsName, servedHostProblems } from '../../lib/admission/hosts';

const long = `${'a'.repeat(63)}.`.repeat(4);

test.each([
  ['reviews', true],
  ['Reviews.shop.svc.cluster.local', true],
  ['example.com.', true],
  [long.slice(0, 255), true],
  ['', false],
  ['.', false],
  ['a..com', false],
  ['10.0.0.1', false],
  ['example.com:80', false],
  ['*.example.com', false],
  ['-a.com', false],
  [`${'a'.repeat(64)}.com`, false],
  [long, false],
])('%j is a DNS name: %s', (text, expected) => {
  expect(isDnsName(text)).toBe(expected);
});

test.each([
  ['*', true],
  ['*.com', true],
  ['*-a.com', true],
  ['*a.com', true],
  ['a.', true],
  ['a*.com', false],
  ['a.*.com', false],
  ['*.1', false],
  [`*.${long}`, false],
])('%j is a host: %s', (text, expected) => {
  expect(hostProblems('host', text).length === 0).toBe(expected);
});

test.each([
  ['*', true],
  ['a.com', true],
  ['*/*', true],
  ['./a.com', true],
  ['shop/*.a.com', true],
  ['10.0.0.1', true],
  ['a', false],
  ['shop/', false],
  ['/a.com', false],
  ['shop/a/b.com', false],
  ['*-a.com', false],
])('%j is a host that a gateway can serve: %s', (text, expected) => {
  expect(servedHostProblems('host', text).length === 0).toBe(expected);
});

test('a DNS label has at most 63 characters', () => {
  expect(dnsLabelProblems('name', 'a'.repeat(63))).toEqual([]);
  expect(dnsLabelProblems('name', 'a'.repeat(64))).toHaveLength(1);
});
