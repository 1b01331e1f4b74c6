import type { Manifest } from '../../core/manifest';
import { baseManifests } from '../../install/base';
import { ISTIOD_VALUES } from '../../install/kinds/chart-values';
import { BOOLEAN, type Fields, fields } from '../../install/kinds/kind';
import { BASE_RELEASE } from '../../install/labels';
import { ofRelease } from '../release-labels';
import type { Chart } from './chart';
import { istiodProblems, istiodValues } from './istiod-values';
import { SHARED } from './shared';

const { defaultRevision, experimental, base: OWN } = ISTIOD_VALUES.fields as Readonly<Record<string, Fields>>;

/** The chart takes it, and does nothing about it. */
const UNREAD = { enableIstioConfigCRDs: BOOLEAN };

const ACCEPTS = fields({
  ...SHARED,
  defaultRevision: defaultRevision!,
  experimental: experimental!,
  base: fields({ ...OWN!.fields, ...UNREAD }),
});

export const base: Chart = {
  release: BASE_RELEASE,
  accepts: ACCEPTS,
  render: ({ user, release, namespace }) => {
    const values = istiodValues(user, namespace);
    const isPlain = ({ kind }: Manifest) => kind === 'CustomResourceDefinition' && !values.base.enableCRDTemplates;
    return {
      problems: istiodProblems(values),
      manifests: () =>
        baseManifests(values).flatMap((manifest) => (isPlain(manifest) ? manifest : ofRelease([manifest], release))),
    };
  },
};
