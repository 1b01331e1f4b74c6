import { testTraffic } from '../../lib/jest';
import { Mesh } from '../../lib/model';
import { Traffic } from '../../lib/simulation';
import { apps } from '../simulation/asked';

const traffic = new Traffic(new Mesh(apps(['shop/page', 'shop/web']).map((manifest) => ({ manifest, source: {} }))));
const get = () => traffic.from('page').get('http://web/');

/** What a test says that no compiler checked. */
const unchecked = (value: unknown) => value as never;

test.each<[string, () => void, string]>([
  ['a text', () => expect('http://web').toReach('web'), 'no request that was asked, got "http://web"; pass what traffic.from('],
  ['a caller', () => expect(traffic.from('page')).not.toReach('web'), 'no request that was asked, got Caller;'],
  ['a promise', () => expect(Promise.resolve(get())).toBeDenied(), 'got a promise; await it'],
  ['nothing', () => expect(undefined).toReachNothing(), 'got undefined;'],
  ['no time', () => expect(get()).not.toBeDelayed({ by: '7 seconds' }), 'a time is expected, got "7 seconds"'],
  ['fractions', () => expect(get()).toReach({ web: 0.9, page: 0.1 }), 'write percentages that add up to 100'],
  ['no shares', () => expect(get()).toReach({}), '0 % together'],
  ['no text', () => traffic.from('page').get('http://web/', unchecked({ a: 1 })), 'the header a is no text, got 1'],
  ['a list', () => new Traffic(unchecked([])), 'mesh: it is neither a Mesh nor an App or a Chart, got a list'],
  ['Traffic', () => expect(traffic).toHaveNoFindings(), 'mesh: it is neither a Mesh nor an App or a Chart, got Traffic'],
])('%s where something else belongs', (_, use, message) => {
  expect(use).toThrow(message);
});

/** What the test of a row says. */
function runRow(row: unknown): () => void {
  const own = globalThis.test;
  let run = () => {};
  Object.assign(globalThis, {
    test: (_: string, body: () => void) => {
      run = body;
    },
  });
  try {
    testTraffic(traffic, [unchecked(row)]);
  } finally {
    Object.assign(globalThis, { test: own });
  }
  return run;
}

test.each([
  [{ from: 'page', url: 'http://web/', reach: 'web' }, 'row: reach is no field of it'],
  [{ from: 'page', url: 'http://web/', reaches: 'web', fialsWith: 404 }, 'did you mean failsWith'],
  [{ url: 'http://web/', reaches: 'web' }, 'say from, or gateway for one from outside'],
  [{ from: 'page', gateway: 'g', url: 'http://web/', reaches: 'web' }, 'say from, or gateway for one from outside'],
  [{ from: 'page', reaches: 'web' }, 'row: it has no url'],
  [{ from: 'page', url: 'http://web/' }, 'the row expects nothing'],
])('the row %j', (row, message) => {
  expect(runRow(row)).toThrow(message);
});

test('a row that is right', () => {
  expect(runRow({ from: 'page', url: 'http://web/', reaches: 'web' })).not.toThrow();
});
