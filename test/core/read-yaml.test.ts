import { readYaml } from '../../lib/core/read-yaml';

test.each([
  ['.', '.'],
  ['.5', 0.5],
  ['1.', 1],
  ['1e3', 1000],
  ['e1', 'e1'],
  ['12:30', '12:30'],
  ['0o7', 7],
  ['017', 15],
  ['08', 8],
  ['-0x1F', -31],
  ['1_000', 1000],
  ['-.inf', Number.NEGATIVE_INFINITY],
  ['.nan', Number.NaN],
  ['2020-01-01', '2020-01-01'],
  ['1.31.1', '1.31.1'],
  ['yes', true],
  ['y', true],
  ['off', false],
  ['"yes"', 'yes'],
  ['~', null],
  ['', null],
  ['# nothing', null],
  ['---\n# nothing\n...\n', null],
  ['=', '='],
  ['{ 80: http, on: 1 }', { 80: 'http', true: 1 }],
  ['{ <<: { a: 1, b: 2 }, b: 3 }', { a: 1, b: 3 }],
])('%s is %j', (text, value) => {
  expect(readYaml(text)).toEqual(value);
});

test('a key that is there twice is refused', () => {
  expect(() => readYaml('{ a: 1, a: 2 }')).toThrow('duplicated mapping key');
});
