import { isTree, type Tree } from '../../core/tree';
import { CNI_DEFAULTS, type CniAgent, type CniValues, cniManifests, cniProblems } from '../../install/cni';
import { CNI_VALUES } from '../../install/kinds/chart-values';
import { fields } from '../../install/kinds/kind';
import { layer } from '../../install/layering';
import { refilled } from '../refill';
import type { Chart, Installation } from './chart';
import { platformOf, SHARED, withLayers } from './shared';

/** What may stand at the top, or under `cni` with more weight. */
const BARE = { ...CNI_VALUES.fields, ...SHARED };

const ACCEPTS = fields({ ...BARE, cni: fields(BARE) });

/** Where GKE keeps CNI programs, which the chart finds out from the version of the cluster. */
const GKE_PROGRAMS = '/home/kubernetes/bin';

/** The agent that these values describe. */
export function cniAgent({ user, release, namespace, kubeVersion = '' }: Installation): CniAgent {
  const { cni = {}, ...bare } = withLayers(ACCEPTS, user);
  const layers = [bare, isTree(cni) ? cni : {}];
  const values = refilled<CniValues>(CNI_VALUES, CNI_DEFAULTS, layer<Tree>({ ...CNI_DEFAULTS }, ...layers));
  const platform = (platformOf(user) ?? '') as CniValues['platform'];
  const cniBinDir = values.cniBinDir === '' && kubeVersion.includes('-gke') ? GKE_PROGRAMS : values.cniBinDir;
  return { release, namespace: namespace ?? 'istio-system', values: { ...values, platform, cniBinDir } };
}

export const cni: Chart = {
  release: 'istio-cni',
  accepts: ACCEPTS,
  render: (installation) => {
    const made = cniAgent(installation);
    return { problems: cniProblems(made), manifests: () => cniManifests(made) };
  },
};
