import { defaultRevisionManifests } from '../../install/default';
import { ISTIOD_VALUES } from '../../install/kinds/chart-values';
import { type Fields, fields } from '../../install/kinds/kind';
import { DEFAULT_RELEASE } from '../../install/labels';
import { ofRelease } from '../release-labels';
import type { Chart } from './chart';
import { istiodProblems, istiodValues } from './istiod-values';
import { SHARED } from './shared';

const { base, istiodRemote, ownerName, revision, sidecarInjectorWebhook } = ISTIOD_VALUES.fields as Readonly<
  Record<string, Fields>
>;

const pick = (kind: Fields | undefined, ...names: readonly string[]) =>
  fields(Object.fromEntries(names.map((name) => [name, kind!.fields[name]!])));

const ACCEPTS = fields({
  ...SHARED,
  revision: revision!,
  ownerName: ownerName!,
  base: pick(base, 'validationURL'),
  istiodRemote: pick(istiodRemote, 'injectionURL'),
  sidecarInjectorWebhook: pick(sidecarInjectorWebhook, 'enableNamespacesByDefault'),
});

export const defaultRevision: Chart = {
  release: DEFAULT_RELEASE,
  accepts: ACCEPTS,
  render: ({ user, release, namespace }) => {
    const values = istiodValues(user, namespace);
    return { problems: istiodProblems(values), manifests: () => ofRelease(defaultRevisionManifests(values), release) };
  },
};
