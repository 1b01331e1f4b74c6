import { isIpAddress, subnetProblems, unixAddressProblems } from '../../lib/admission/addresses';

test.each([
  ['10.0.0.1', true],
  ['2001:db8::1', true],
  ['::ffff:10.0.0.1', true],
  ['10.0.0.01', false],
  ['10.0.1', false],
  ['localhost', false],
])('%j is an IP address: %s', (text, expected) => {
  expect(isIpAddress(text)).toBe(expected);
});

test.each([
  ['10.0.0.1', true],
  ['10.0.0.0/0', true],
  ['10.0.0.0/32', true],
  ['2001:db8::/128', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/08', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['/8', false],
])('%j is an IP address or subnet: %s', (text, expected) => {
  expect(subnetProblems('address', text).length === 0).toBe(expected);
});

test.each([
  ['unix:///var/run/db', true],
  ['unix://@db', true],
  ['unix://db', false],
  ['unix:///var/run/', false],
  ['unix://', false],
])('%j is the address of a socket: %s', (text, expected) => {
  expect(unixAddressProblems('address', text).length === 0).toBe(expected);
});
