import { withSetOption } from '../../lib/values-files/set-option';
import { messageOf } from './files';

const set = (option: string, tree = {}) => withSetOption(tree, option);

test.each<[string, object]>([
  ['a=1', { a: 1n }],
  ['a=0', { a: 0n }],
  ['a=007', { a: '007' }],
  ['a=1.5', { a: '1.5' }],
  ['a=true,b=False,c=NULL', { a: true, b: false, c: null }],
  ['a=', { a: '' }],
  ['a.b.c=x', { a: { b: { c: 'x' } } }],
  ['a\\.b=x', { 'a.b': 'x' }],
  ['a=x\\,y', { a: 'x,y' }],
  ['a={x,1,true}', { a: ['x', 1n, true] }],
  ['a={}', { a: [''] }],
  ['a[1]=x', { a: [null, 'x'] }],
  ['a[0].b=x,a[0].c=y', { a: [{ b: 'x', c: 'y' }] }],
  ['a[0][1]=x', { a: [[null, 'x']] }],
  ['a=9223372036854775808', { a: '9223372036854775808' }],
])('%s', (option, tree) => {
  expect(set(option)).toEqual(tree);
});

test('values are laid over what is there', () => {
  expect(set('a.b=1,c[1]=y', { a: { b: 0, d: 2 }, c: ['x', 'z'] })).toEqual({ a: { b: 1n, d: 2 }, c: ['x', 'y'] });
});

test('with --set-string all is text', () => {
  expect(withSetOption({}, 'a=1,b=true,c=null,d={1,2}', true)).toEqual({ a: '1', b: 'true', c: 'null', d: ['1', '2'] });
});

test('the tree stays as it is', () => {
  const tree = { a: { b: [1] } };
  set('a.b[0]=2', tree);
  expect(tree).toEqual({ a: { b: [1] } });
});

test.each([
  ['a', '--set: "a" has no value for "a"; write path=value'],
  ['a.b', '--set: "a.b" has no value for "b"; write path=value'],
  ['a[x]=1', '--set: "a[x]=1" has an index that is none, "x"; use a number from 0 to 65536'],
  ['a={1', '--set: "a={1" has a list that does not end; end it with }'],
  ['a[0]b=1', '--set: "a[0]b=1" has "b" after an index; write a[0]=value or a[0].b=value'],
  ['s.t=1', '--set: "s.t=1" goes into s, which is no map; write the whole map'],
])('fails at %s', (option, message) => {
  expect(messageOf(() => set(option, { s: 'text' }))).toBe(message);
});
