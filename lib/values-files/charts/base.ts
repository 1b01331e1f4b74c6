import { baseManifests } from '../../install/base';
import { BASE_RELEASE } from '../../install/labels';
import { BOOLEAN, type Fields, fields, oneOf } from '../kind';
import { ofRelease } from '../release-labels';
import type { Chart } from './chart';
import { istiodProblems, istiodValues } from './istiod-values';
import { ISTIOD_VALUES, SHARED } from './shared';

const { defaultRevision, experimental, base: OWN } = ISTIOD_VALUES.fields as Readonly<Record<string, Fields>>;

/** The chart has these two besides: the one does nothing, without the other the CRDs lose their labels. */
const CRDS = { enableIstioConfigCRDs: BOOLEAN, enableCRDTemplates: oneOf({ true: true }) };

const ACCEPTS = fields({
  ...SHARED,
  defaultRevision: defaultRevision!,
  experimental: experimental!,
  base: fields({ ...OWN!.fields, ...CRDS }),
});

export const base: Chart = {
  release: BASE_RELEASE,
  accepts: ACCEPTS,
  render: ({ user, release, namespace }) => {
    const values = istiodValues(user, namespace);
    return { problems: istiodProblems(values), manifests: () => ofRelease(baseManifests(values), release) };
  },
};
