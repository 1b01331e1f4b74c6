import type { Manifest } from '../../lib/core/manifest';
import { istiodManifests } from '../../lib/install/istiod';
import { layer, type Overrides } from '../../lib/install/layering';
import { ISTIOD_DEFAULTS, type IstiodValues } from '../../lib/install/values';

/** The objects of istiod for a difference on the defaults. */
export function istiod(overrides: Overrides<IstiodValues> = {}): Manifest[] {
  return istiodManifests(layer<IstiodValues>(ISTIOD_DEFAULTS, overrides));
}

/** The object of that kind and name; `undefined` where there is none. */
export function istiodObject<T = Manifest>(kind: string, name: string, overrides: Overrides<IstiodValues> = {}): T | undefined {
  return istiod(overrides).find((manifest) => manifest.kind === kind && manifest.metadata.name === name) as T | undefined;
}
