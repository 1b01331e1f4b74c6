import { anything, assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { parse } from 'yaml';
import { readYaml } from '../../lib/core/read-yaml';
import { yamlText } from '../../lib/injection/yaml-text';

const WORDS = [
  'yes',
  'n',
  'on',
  '~',
  '',
  'null',
  '1',
  '1e3',
  '0x1',
  '0o7',
  '12:30',
  '1_000',
  '.5',
  '2026-11-21',
  '<<',
  '=',
  '!',
  '&a',
  '*',
];
const PHRASES = [
  ' a',
  'a ',
  'a: b',
  'a:',
  ':a',
  'a #b',
  '- a',
  '-',
  '#',
  "it's",
  '\tt',
  'ä',
  '😀',
  '\ufeff',
  '%',
  '@',
  '`',
  '[',
  '{}',
  '---',
];
const LINES = [
  'a\n  b\n',
  'a\nb',
  'a\n\n',
  '\na',
  ' a\nb',
  'a\n\n\nb',
  'a \nb ',
  'a\r\nb',
  '#!/bin/sh\nset -e\n\tx: y\n',
  '---\na\n',
  'a\n...',
];

const text = oneof(string(), string({ unit: 'binary' }), constantFrom(...WORDS, ...PHRASES, ...LINES));
const value = anything({ key: text, values: [text], withNullPrototype: false });

test('what is printed is read as the same, by readers of YAML 1.1 and 1.2', () => {
  assert(
    property(dictionary(text, oneof(text, value), { noNullPrototype: true }), (map) => {
      const plain: object = JSON.parse(JSON.stringify(map));
      if (JSON.stringify(plain).includes('__proto__')) return;
      expect(readYaml(yamlText(plain))).toEqual(plain);
      expect(parse(yamlText(plain))).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});

test('numbers, flags and nothing', () => {
  const values = { numbers: [0, -1.5, 1e21, -2e-7, 1e300], flags: [true, false], nothing: null };
  expect(readYaml(yamlText(values))).toEqual(values);
  expect(parse(yamlText(values))).toEqual(values);
});

test('several lines are easy to read', () => {
  expect(yamlText({ spec: { args: ['sh', '-c', 'set -e\n\nrun --fast\n'], empty: [[], {}, [[1]]] } })).toBe(`spec:
  args:
  - sh
  - -c
  - |
    set -e

    run --fast
  empty:
  - []
  - {}
  -
    -
      - 1
`);
});
