import { array, assert, constantFrom, property, record, string } from 'fast-check';
import { RE2JS } from 're2js';
import { byCookie } from '../../lib/recipes/by-cookie';
import { refusals } from '../synth';
import '../property-seed';

/** As Envoy compares: the whole header. */
const takes = (name: string, value: string | undefined, header: string) =>
  RE2JS.compile(byCookie(name, value).headers.cookie.regex).matcher(header).matches();

test.each(['group=b', 'a=1; group=b', 'group=b; z=1', 'a=1; group=b; z=1', 'a=1;group=b;z=1', 'group=a; group=b'])(
  'group=b is found in "%s"',
  (header) => {
    expect(takes('group', 'b', header)).toBe(true);
  },
);

test.each([
  '',
  'group=a',
  'group=bb',
  'group=b2; z=1',
  'mygroup=b',
  'a=1; my-group=b',
  'a=group=b',
  'group=B',
  'group',
  'groups=b',
])('group=b is not found in "%s"', (header) => {
  expect(takes('group', 'b', header)).toBe(false);
});

test.each([
  ['a.b', 'x.y', 'a.b=x.y', 'aXb=x.y'],
  ['a+b', '1+1', 'a+b=1+1', 'aab=1+1'],
  ['a|b', 'x|y', 'a|b=x|y', 'a'],
  ['$x^', '(1)', '$x^=(1)', '$x^=1'],
  ['g', '[a-z]*', 'g=[a-z]*', 'g=abc'],
  ['g', 'a{2}', 'g=a{2}', 'g=aa'],
  ['g', 'a?', 'g=a?', 'g='],
  ['g', 'YWI=', 'g=YWI=', 'g=YWI'],
  ['g', '%20', 'g=%20', 'g= '],
])('special characters of %s and %s stand for themselves', (name, value, same, other) => {
  expect(takes(name, value, `x=1; ${same}`)).toBe(true);
  expect(takes(name, value, `x=1; ${other}`)).toBe(false);
});

test('without a value any will do', () => {
  expect(takes('group', undefined, 'a=1; group=; b=2')).toBe(true);
  expect(takes('group', undefined, 'a=1; group=x=y')).toBe(true);
  expect(takes('group', undefined, 'a=1; b=group')).toBe(false);
});

const NAME = 'use letters, digits, - and _';
const VALUE = 'use printable ASCII without blank, quote, comma, semicolon and backslash, encoded as the application does';

test.each([
  ['', 'b', `name is not the name of a cookie, got ""; ${NAME}`],
  ['my group', 'b', `name is not the name of a cookie, got "my group"; ${NAME}`],
  ['group=', 'b', `name is not the name of a cookie, got "group="; ${NAME}`],
  ['grüppe', 'b', `name is not the name of a cookie, got "grüppe"; ${NAME}`],
  ['group', 'a b', `value is not the value of a cookie, got "a b"; ${VALUE}`],
  ['group', 'a;b', `value is not the value of a cookie, got "a;b"; ${VALUE}`],
  ['group', '"b"', `value is not the value of a cookie, got "\\"b\\""; ${VALUE}`],
  ['group', 'b\\', `value is not the value of a cookie, got "b\\\\"; ${VALUE}`],
  ['group', 'a,b', `value is not the value of a cookie, got "a,b"; ${VALUE}`],
])('fails when no cookie can be %s=%s', (name, value, message) => {
  expect(refusals(() => byCookie(name, value))).toEqual([message]);
});

test('it finds in any header what a reader of cookies finds', () => {
  const name = string({ unit: constantFrom('a', 'b', '.', '*', '|', '-'), minLength: 1, maxLength: 3 });
  const value = string({ unit: constantFrom('a', 'b', '.', '+', '=', '(', ')', '[', ']', '?', '$'), maxLength: 3 });
  const cookie = record({ name, value });
  assert(
    property(cookie, array(cookie, { maxLength: 4 }), constantFrom('; ', ';'), (wanted, sent, separator) => {
      const header = sent.map((each) => `${each.name}=${each.value}`).join(separator);
      const has = sent.some((each) => each.name === wanted.name && each.value === wanted.value);
      expect(takes(wanted.name, wanted.value, header)).toBe(has);
      expect(takes(wanted.name, undefined, header)).toBe(sent.some((each) => each.name === wanted.name));
    }),
    { numRuns: 400 },
  );
});
