import { nearName } from '../../lib/core/near-name';

test.each([
  ['reviws', 'reviews'],
  ['ratngs', 'ratings'],
  ['details', undefined],
  ['a', undefined],
  ['v1', 'v2'],
])('%s was meant to be %s', (name, meant) => {
  expect(nearName(name, ['ratings', 'reviews', 'v2', 'b'])).toBe(meant);
});
