import { DestinationRule } from '../../lib/networking/destination-rule';
import { VirtualService } from '../../lib/networking/virtual-service';
import { split } from '../../lib/recipes/split';
import { refusals, specOf, testChart } from '../synth';

const SUBSETS = { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } };
const rule = () => new DestinationRule(testChart('shop'), 'reviews', { host: 'reviews', subsets: SUBSETS });

test('each subset has its share, in the order that was written', () => {
  const chart = testChart('shop');
  const reviews = new DestinationRule(chart, 'reviews', { host: 'reviews', subsets: SUBSETS });
  new VirtualService(chart, 'http', { hosts: ['reviews'], http: [{ route: split(reviews, { v3: 1, v1: 99 }) }] });
  new VirtualService(chart, 'tcp', { hosts: ['reviews-db'], tcp: [{ route: split(reviews, { v1: 60, v2: 40 }, 3306) }] });
  expect(specOf(chart, 'VirtualService', 'http')).toMatchObject({
    http: [
      {
        route: [
          { destination: { host: 'reviews', subset: 'v3' }, weight: 1 },
          { destination: { host: 'reviews', subset: 'v1' }, weight: 99 },
        ],
      },
    ],
  });
  expect(specOf(chart, 'VirtualService', 'tcp')).toMatchObject({
    tcp: [
      {
        route: [
          { destination: { host: 'reviews', subset: 'v1', port: { number: 3306 } }, weight: 60 },
          { destination: { host: 'reviews', subset: 'v2', port: { number: 3306 } }, weight: 40 },
        ],
      },
    ],
  });
});

test('a subset without a share is left out, one with 0 is not', () => {
  expect(split(rule(), { v1: 100, v2: undefined, v3: 0 }).map(({ destination, weight }) => [destination.subset, weight])).toEqual(
    [
      ['v1', 100],
      ['v3', 0],
    ],
  );
});

test.each([
  [{ v1: 90, v2: 20 }, 'split must add up to 100, got {"v1":90,"v2":20}; use whole numbers that add up to 100, not 110'],
  [{}, 'split must add up to 100, got {}; use whole numbers that add up to 100, not 0'],
  [{ v1: 99.5, v2: 0.5 }, 'split must add up to 100, got {"v1":99.5,"v2":0.5}; use whole numbers that add up to 100'],
  [{ v1: 150, v2: -50 }, 'split must add up to 100, got {"v1":150,"v2":-50}; use whole numbers that add up to 100'],
])('fails when the shares %j are not 100 together', (shares, message) => {
  expect(refusals(() => split(rule(), shares))).toEqual([message]);
});

test('fails when a subset is forced past the compiler', () => {
  expect(refusals(() => split(rule(), { v4: 100 } as object))).toEqual([
    'subset is not defined by this rule, got "v4"; use one of v1, v2, v3, or define it in subsets (IST0101)',
  ]);
});
