import { describeProblem } from '../../../lib/core/problem';
import type { Schema } from '../../../lib/core/schema/schema';
import { SchemaNode } from '../../../lib/core/schema/schema-node';
import { structureProblems } from '../../../lib/core/schema/structure';

const problems = (value: unknown, schema: Schema) =>
  structureProblems(value, new SchemaNode({ type: 'object', properties: { it: schema } })).map(describeProblem);
const of = (it: unknown, schema: Schema) => problems({ it }, schema);

test.each<[string, unknown, Schema, string]>([
  [
    'a text where a number should be',
    '1',
    { type: 'integer' },
    'it must be a whole number, got "1"; write a whole number, or leave it out',
  ],
  ['a fraction', 1.5, { type: 'integer' }, 'it must be a whole number, got 1.5; write a whole number, or leave it out'],
  ['no number at all', Number.NaN, { type: 'number' }, 'it must be a number, got null; write a number, or leave it out'],
  ['a list for a map', [], { type: 'object' }, 'it must be a map, got []; write a map, or leave it out'],
  [
    'a null in a list',
    [null],
    { type: 'array', items: { type: 'string' } },
    'it[0] must be a text, got null; write a text, or leave it out',
  ],
  ['a value outside a closed set', 'c', { type: 'string', enum: ['a', 'b'] }, 'it is unknown, got "c"; use one of a, b'],
  ['an empty text', '', { type: 'string', minLength: 1 }, 'it must not be empty; fill it, or leave it out'],
  ['a long text', 'abc', { type: 'string', maxLength: 2 }, 'it must have at most 2 characters, got 3; take some away'],
  [
    'a text of another form',
    'a',
    { type: 'string', pattern: '^b$' },
    'it has a form that the API does not take, got "a"; write it so that ^b$ matches',
  ],
  ['what is not base64', 'a', { type: 'string', format: 'byte' }, 'it is not base64, got "a"; encode it'],
  [
    'a small number',
    0,
    { type: 'integer', minimum: 1, maximum: 3 },
    'it is out of range, got 0; use a number of at least 1 and at most 3',
  ],
  [
    'a number of more than 32 bits',
    2 ** 31,
    { type: 'integer', format: 'int32', minimum: 0 },
    'it is out of range, got 2147483648; use a number of at least 0 and at most 2147483647',
  ],
  ['a short list', [], { type: 'array', minItems: 2 }, 'it must have at least 2 entries, got 0; add some'],
  [
    'a misspelt field',
    { hots: 1 },
    { type: 'object', properties: { hosts: {} } },
    'it.hots is not a field of the API; did you mean hosts?',
  ],
  [
    'a field in snake case',
    { mirror_to: 1 },
    { type: 'object', properties: { mirrorTo: {} } },
    'it.mirror_to is not a field of the API; did you mean mirrorTo?',
  ],
  [
    'a field of nothing like',
    { x: 1 },
    { type: 'object', properties: { hosts: {}, ports: {} } },
    'it.x is not a field of the API; remove it, or use one of hosts, ports',
  ],
  ['a field of a map without fields', { x: 1 }, { type: 'object' }, 'it.x is not a field of the API; remove it'],
  [
    'the name of a method of objects',
    { constructor: 1 },
    { type: 'object', properties: { a: {} } },
    'it.constructor is not a field of the API; remove it, or use one of a',
  ],
  ['a missing field', {}, { type: 'object', required: ['a'] }, 'it.a is missing; set it'],
  [
    'a null for a field that is needed',
    { a: null },
    { type: 'object', required: ['a'], properties: { a: {} } },
    'it.a is missing; set it',
  ],
  [
    'an entry of a map',
    { a: 1 },
    { type: 'object', additionalProperties: { type: 'string' } },
    'it.a must be a text, got 1; write a text, or leave it out',
  ],
])('refuses %s', (_, value, schema, expected) => {
  expect(of(value, schema)).toEqual([expected]);
});

test.each<[string, unknown, Schema]>([
  ['a null as if the field was not there', null, { type: 'string' }],
  ['a null where there is one', null, { type: 'string', nullable: true }],
  ['a field that is not set', undefined, { type: 'string' }],
  ['characters beyond the first 65,536', '😀😀', { type: 'string', maxLength: 2, minLength: 2 }],
  ['fields that are kept although unknown', { a: { b: null } }, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }],
  ['a missing field with a default', {}, { type: 'object', required: ['a'], properties: { a: { default: 1 } } }],
  ['a text or a number', 'a', { anyOf: [{ type: 'integer' }, { type: 'string' }] }],
])('takes %s', (_, value, schema) => {
  expect(of(value, schema)).toEqual([]);
});

describe('fields of which only one can be set', () => {
  const one = [{ required: ['a'] }, { required: ['b'] }];
  const none = { not: { anyOf: one } };
  const schema = (oneOf: readonly Schema[]): Schema => ({
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    oneOf,
  });

  test('both', () => {
    expect(of({ a: '', b: '' }, schema([none, ...one]))).toEqual([
      'it can have only one of a, b, got ["a","b"]; keep one of them',
    ]);
  });

  test('none, where one is needed', () => {
    expect(of({}, schema(one))).toEqual(['it must have one of a, b, got {}; set one of them']);
  });

  test('none, one, and one beside a null', () => {
    expect([{}, { a: '' }, { a: '', b: null }].flatMap((value) => of(value, schema([none, ...one])))).toEqual([]);
  });

  test('several such sets of one map', () => {
    const other = [{ required: ['c'] }, { required: ['d'] }];
    const both: Schema = {
      type: 'object',
      properties: { a: {}, b: {}, c: {}, d: {} },
      allOf: [{ oneOf: one }, { oneOf: other }],
    };
    expect(of({ a: 1, c: 1 }, both)).toEqual([]);
    expect(of({ a: 1, c: 1, d: 1 }, both)).toEqual(['it can have only one of c, d, got ["c","d"]; keep one of them']);
  });
});

test('a shape that is neither of two is one problem', () => {
  const schema: Schema = {
    type: 'object',
    properties: { a: {}, b: {} },
    oneOf: [{ required: ['a', 'b'] }, { properties: { a: { enum: [1] } } }],
  };
  expect(of({ a: 2 }, schema)).toEqual([
    'it has a shape that the API does not take, got {"a":2}; compare it with the reference of the kind',
  ]);
  expect(of({ a: 1 }, schema)).toEqual([]);
});

test('entries that the API server tells apart by a key', () => {
  const schema: Schema = {
    type: 'array',
    'x-kubernetes-list-map-keys': ['name'],
    items: { type: 'object', properties: { name: { type: 'string' } } },
  };
  expect(of([{ name: 'a' }, { name: 'b' }], schema)).toEqual([]);
  expect(of([{ name: 'a' }, { name: 'a' }], schema)).toEqual([
    'it[1] has the name of it[0] as well, got {"name":"a"}; tell the two apart',
  ]);
});
