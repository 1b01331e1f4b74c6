import type { IstiodValues } from '../install/values';
import { ISTIOD_ACCEPTS, istiodValues } from '../values-files/charts/istiod-values';
import { readFiles, userValues } from '../values-files/user-values';

/**
 * The values of a file for the chart `istiod`, over its defaults.
 * @throws BadInput with everything that has no meaning for the chart
 */
export function valuesOf(file: string, ignoreUnknown: boolean): IstiodValues {
  const sources = { files: [file], set: [], setString: [] };
  return istiodValues(userValues(readFiles(sources), sources, ISTIOD_ACCEPTS, ignoreUnknown));
}
