import { istiodManifests } from '../../install/istiod';
import { ISTIOD_RELEASE } from '../../install/labels';
import { ofRelease } from '../release-labels';
import type { Chart } from './chart';
import { ISTIOD_ACCEPTS, istiodProblems, istiodValues } from './istiod-values';

export const istiod: Chart = {
  release: ISTIOD_RELEASE,
  accepts: ISTIOD_ACCEPTS,
  render: ({ user, release, namespace }) => {
    const values = istiodValues(user, namespace);
    return { problems: istiodProblems(values), manifests: () => ofRelease(istiodManifests(values), release) };
  },
};
