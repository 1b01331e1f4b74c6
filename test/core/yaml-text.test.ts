import { Yaml } from 'cdk8s';
import { assert, constantFrom, dictionary, letrec, oneof, property, stringMatching } from 'fast-check';
import { parse } from 'yaml';
import { KUBERNETES_YAML } from '../../lib/core/kubernetes-yaml';
import { yamlText } from '../../lib/core/yaml-text';
import { HARD_MAP } from './hard-texts';
import '../property-seed';

const RUNS = { numRuns: 500 };

const usual = oneof(
  stringMatching(/^[A-Za-z!-,/:-~](?:[ -~]{0,20}\n){0,2}[ -~]{0,20}[!-~]\n{0,2}$/).filter(
    (text) => text !== '<<' && !/^\+[\d._]/.test(text),
  ), // those are in quotes here
  constantFrom(
    '',
    '0',
    '80',
    '0.5',
    '1.31.1',
    '10.0.0.0/8',
    '100m',
    '25%',
    '1e3',
    '-c',
    '--log=a:b',
    '2026-11-21',
    '12:30',
    '0x1F',
    '.spec',
  ),
);
const { map: usualMap } = letrec((of) => ({
  value: oneof({ maxDepth: 5 }, usual, constantFrom(0, 1.5, -3, 1e21, true, false, null), of('map'), of('list')),
  map: dictionary(usual, of('value'), { maxKeys: 4, noNullPrototype: true }),
  list: oneof(
    constantFrom([], [[]], [{}]),
    of('value').map((value) => [value, value]),
  ),
}));

test('what is printed is read as the same, by readers of YAML 1.1 and 1.2', () => {
  assert(
    property(HARD_MAP, (map) => {
      const text = yamlText(map);
      expect(parse(text, KUBERNETES_YAML)).toEqual(map);
      expect(parse(text)).toEqual(map);
    }),
    RUNS,
  );
});

test('it is what cdk8s prints, byte for byte', () => {
  assert(
    property(usualMap, (map) => {
      const copy: object = JSON.parse(JSON.stringify(map)); // without objects that are there twice, which cdk8s would print as aliases
      expect(yamlText(copy)).toBe(Yaml.stringify(copy));
    }),
    RUNS,
  );
});

test('several documents are as cdk8s prints them', () => {
  const documents = [{ a: 1 }, {}, { list: [{ b: { c: [] } }, [[1], {}]], text: 'a\n\n' }, { d: 'x\ny' }];
  expect(yamlText(...documents)).toBe(Yaml.stringify(...documents));
  expect(yamlText()).toBe('');
});

test('an object that is there twice is printed twice', () => {
  const labels = { app: 'web' };
  expect(yamlText({ selector: labels, labels })).toBe('selector:\n  app: web\nlabels:\n  app: web\n');
});

test('fields that are undefined are left out, as JSON does it', () => {
  expect(yamlText({ a: undefined, b: { c: undefined }, d: [undefined, { e: undefined, f: 1 }] })).toBe(
    'b: {}\nd:\n  - null\n  - f: 1\n',
  );
});

test('a key that is too long for one line is read', () => {
  for (const map of [{ ['a'.repeat(1500)]: { b: [1] } }, { list: [{ [`${'"\n'.repeat(700)}`]: 'text' }] }]) {
    expect(parse(yamlText(map), KUBERNETES_YAML)).toEqual(map);
  }
});

test('texts that only Go takes for numbers have quotes', () => {
  expect(yamlText({ a: '0o7', b: '1e_3', c: '-0O1_7' })).toBe('a: "0o7"\nb: "1e_3"\nc: "-0O1_7"\n');
});
