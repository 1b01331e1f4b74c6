import { requestScheme } from '../../lib/admission/go-url';

test.each([
  ['oci://ghcr.io/shop/filter:v1', 'oci'],
  ['HTTPS://example.com:8443/a.wasm?b#c', 'https'],
  ['file:///opt/a.wasm', 'file'],
  ['localhost:5000/a', 'localhost'],
  ['/a', ''],
  ['http://[fe80::1%25eth0]:80/', 'http'],
  ['oci://a:b:5000/c', 'oci'],
  ['ghcr.io/shop/filter', undefined],
  ['', undefined],
  ['http://a b/', undefined],
  ['http://a:b/', undefined],
  ['http://a:1:2/', undefined],
  ['http://[10.0.0.1]/', undefined],
  ['http://a[::1]/', undefined],
  ['http://a/%zz', undefined],
  ['http://a/\n', undefined],
  ['http://a/?b#%zz', 'invalid'],
  ['//a:b/c', 'invalid'],
])('%j is for %j', (text, scheme) => {
  expect(requestScheme(text)).toBe(scheme);
});
