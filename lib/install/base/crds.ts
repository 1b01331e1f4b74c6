import crds from '../../../imports/crds.json';
import type { Manifest } from '../../core/manifest';
import { BASE_RELEASE, commonLabels } from '../labels';
import type { IstiodValues } from '../values';

const ALL = crds as readonly object[] as readonly Manifest[];

/** Full names of the CRDs of Istio. */
export const CRD_NAMES: readonly string[] = ALL.map(({ metadata }) => metadata.name);

/** The kinds of Istio, as the cluster knows them. Helm keeps them when its release is deleted. */
export function customResourceDefinitions({ base }: IstiodValues): Manifest[] {
  const wanted = ALL.filter(({ metadata }) => !base.excludedCRDs.includes(metadata.name));
  if (!base.enableCRDTemplates) return wanted;
  return wanted.map((crd) => ({ ...crd, metadata: { ...crd.metadata, labels: commonLabels(BASE_RELEASE) } }));
}
