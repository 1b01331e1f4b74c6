import { canonicalQuantity } from '../../lib/injection/quantity';

test.each([
  ['1000m', '1'],
  ['0.5', '500m'],
  [2, '2'],
  [0, '0'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['512', '512'],
  ['0.5Ki', '512'],
  ['1000Ki', '1000Ki'],
  ['1048576', '1048576'],
  ['1e6', '1e6'],
  ['1500e3', '1500e3'],
  ['2000k', '2M'],
  ['100u', '100u'],
  ['-1000m', '-1'],
  ['lots', 'lots'],
  ['', ''],
])('%s is printed as %s', (amount, printed) => {
  expect(canonicalQuantity(amount)).toBe(printed);
});
