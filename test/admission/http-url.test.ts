import { httpUrlProblems } from '../../lib/admission/http-url';

test.each([
  'https://issuer.example.com/keys',
  'http://a',
  'HTTPS://a:443/b?c=%zz',
  'https://user:secret@a/b',
  'https://[2001:db8::1]:8443/keys',
  'https://[fe80::1%25eth0]/',
  'https://ä.example/%C3%A4',
  'https:/keys',
])('%s is a URL', (url) => {
  expect(httpUrlProblems('jwksUri', url)).toEqual([]);
});

test.each([
  'ftp://a/b',
  'issuer.example.com',
  'https://a:b/',
  'https://a b/',
  'https://a%20b/',
  'https://[::1',
  'https://[g]/',
  'https://a/%zz',
  'https://a/b#%zz',
  'https://a#b',
  'https://a/\u0001',
])('%j is none', (url) => {
  expect(httpUrlProblems('jwksUri', url)).toEqual([
    {
      field: 'jwksUri',
      problem: 'is not a URL of http or https',
      got: url,
      fix: 'use for example https://issuer.example.com/keys',
    },
  ]);
});
