import { requestScheme, urlHostname } from '../../lib/admission/go-url';

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

test.each([
  ['https://istiod.example.com:15017/inject', 'istiod.example.com'],
  ['https://user@10.0.0.1/', '10.0.0.1'],
  ['https://[::1]:443/', '::1'],
  ['istiod', ''],
  ['mailto:a', ''],
  ['', ''],
  ['//a/b', 'a'],
  ['https://a:b/', undefined],
  ['10.0.0.1:443', undefined],
  [':a', undefined],
  ['https://a/%zz', undefined],
  ['https://a b/', undefined],
])('the host of %j is %j', (text, host) => {
  expect(urlHostname(text)).toBe(host);
});
