import { celFault } from '../../lib/admission/cel-expression';

/** What istiod says of each was asked once, together with 390,000 others. */
test.each([
  'response.code >= 400',
  'response.code in [200, 201] || connection.mtls == false',
  "has(request.headers) && request.headers['x-user'].startsWith('a')",
  '!has(a.b) ? {1: 2u}[1] : -1.5e3 - 1',
  "['a'].exists(x, x == r'\\d')",
  'a.b.C{f: 1, g: b"\\xff",}',
  '[,]',
  '.a.`b-c`.if()',
  '-9223372036854775808',
  '"""a"b""".c + "\\u00e4\\377"',
  'a // comment',
  'has((--a.b))',
  `${'('.repeat(240)}a${')'.repeat(240)}`,
  `a${' && a'.repeat(1000)}`,
])('%s is an expression', (expression) => {
  expect(celFault(expression)).toBeUndefined();
});

test.each([
  ['', 'at character 1: it ends too early'],
  ['a = b', 'at character 3: "=" begins nothing of CEL'],
  ['a b', 'at character 3: "b" is not expected'],
  ['a.if + if', 'at character 8: if is a word that nothing can be named by'],
  ['!-a', 'at character 3: "a" is not expected'],
  ['9223372036854775808', 'at character 1: the number is too large'],
  ['1e400', 'at character 1: the number is too large'],
  ["'\\ud800'", 'at character 1: an escape stands for no character'],
  ["b'\\u0041'", 'at character 1: bytes have no escape for characters'],
  ["'\\z'", 'at character 1: "\'" begins nothing of CEL'],
  ['f(a,)', 'at character 5: ")" is not expected'],
  ['M{f: 1,,}', 'at character 8: "," is not expected'],
  ['[?a]', 'at character 2: "?" is not expected'],
  ['has(a)', 'at character 1: has() takes a field: has(a.b)'],
  ['😀.all(x.y, true)', 'at character 1: "😀" begins nothing of CEL'],
  ['[1].all(x.y, true)', 'at character 5: all() takes the name of a variable first'],
  ['[1].map(__result__, 1)', 'at character 5: no variable can be named __result__'],
  [`${'('.repeat(260)}a${')'.repeat(260)}`, 'at character 251: it is nested too deeply'],
  [`a${' + a'.repeat(300)}`, 'it is nested too deeply'],
  [`'${'a'.repeat(100_000)}'`, 'it has more than 100000 characters'],
])('%.30s is none', (expression, fault) => {
  expect(celFault(expression)).toBe(fault);
});
