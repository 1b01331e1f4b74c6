import { createHash } from 'node:crypto';
import { baseManifests } from '../../lib/install/base';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { istiodManifests } from '../../lib/install/istiod';
import { resolveValues } from '../../lib/install/resolve-values';
import { ISTIOD_DEFAULTS } from '../../lib/install/values';
import { EVERY_VALUE } from '../parity/every-value';
import { WHOLE, withAndWithout } from '../parity/value-context';
import { pathsOf, valueAt } from '../parity/value-paths';

const PATHS = pathsOf(EVERY_VALUE, WHOLE).map((path) => [path.join('.'), path] as const);

/** All that is emitted, short enough for the message of a test. */
function fingerprint(props: IstioControlPlaneProps): string {
  const values = resolveValues(props);
  const text = JSON.stringify([baseManifests(values), istiodManifests(values)]);
  return createHash('sha256').update(text).digest('hex');
}

test.each(PATHS)('%s changes what is emitted', (_name, path) => {
  const [alone, least] = withAndWithout(path);
  expect(fingerprint(alone)).not.toBe(fingerprint(least));
});

test.each(pathsOf(ISTIOD_DEFAULTS, []).map((path) => [path.join('.'), path] as const))(
  '%s is among the values that are compared with the charts',
  (_name, path) => {
    expect(valueAt(EVERY_VALUE, path)).not.toEqual(valueAt(ISTIOD_DEFAULTS, path));
  },
);

test('rendering changes neither the values nor the defaults', () => {
  const defaults = JSON.stringify(ISTIOD_DEFAULTS);
  const values = resolveValues({ profile: 'demo', pilot: { env: { A: '1' } } });
  const before = JSON.stringify(values);
  expect(istiodManifests(values)).toEqual(istiodManifests(values));
  expect(baseManifests(values)).toEqual(baseManifests(values));
  expect(JSON.stringify(values)).toBe(before);
  expect(JSON.stringify(ISTIOD_DEFAULTS)).toBe(defaults);
});
