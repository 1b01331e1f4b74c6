import { App, Chart } from 'cdk8s';
import { platformOf } from '../../lib/install/chart-layers';
import { IstioCni } from '../../lib/install/istio-cni';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { Ztunnel } from '../../lib/install/istio-ztunnel';
import { PLATFORMS, type PlatformName } from '../../lib/install/platforms';
import { PROFILES, type Profile, type ProfileName } from '../../lib/install/profiles';
import { ISTIO_HUB, ISTIO_VERSION } from '../../lib/versions';
import type { ParityCase } from './run';

/** What a control plane says for all parts of the mesh; with it, nothing is said to the other parts themselves. */
const SHARED: readonly NonNullable<IstioControlPlaneProps['global']>[] = [
  {},
  {
    imagePullPolicy: 'Always',
    imagePullSecrets: ['login'],
    logAsJson: true,
    nativeNftables: true,
    networkPolicy: { enabled: true },
    network: 'network1',
    multiCluster: { clusterName: 'cluster1' },
    trustBundleName: 'mesh-ca',
    caAddress: 'ca.example.com:443',
  },
  { resourceScope: 'namespace' },
  { resourceScope: 'cluster' },
];

const PARTS = { cni: IstioCni, ztunnel: Ztunnel } as const;

const RELEASES = { cni: 'istio-cni', ztunnel: 'ztunnel' } as const;

function partOf(part: keyof typeof PARTS, props: IstioControlPlaneProps): ParityCase {
  const { global, platform, profile = 'default', revision } = props;
  const { chart }: Profile = PROFILES[profile];
  const onOpenShift = platformOf({ profile, platform }) === 'openshift';
  const values = {
    profile: chart,
    platform: platformOf({ profile, platform }),
    revision,
    global: { hub: ISTIO_HUB, tag: ISTIO_VERSION, ...global },
  };
  return {
    chart: part,
    name: `as part of ${JSON.stringify(props)}`,
    official: { chart: part, release: RELEASES[part], namespace: onOpenShift ? 'kube-system' : 'istio-system', values },
    ours: () => {
      const app = new App();
      const controlPlane = new IstioControlPlane(new Chart(app, 'istio'), 'istio', props);
      const nodes = new Chart(app, 'nodes');
      new PARTS[part](nodes, part, { controlPlane });
      return nodes.toJson();
    },
  };
}

/** The node agents as parts of a mesh: with every profile, platform and revision that the control plane has. */
export function ambientCases(): ParityCase[] {
  const platforms = [undefined, ...(Object.keys(PLATFORMS) as PlatformName[])];
  return (Object.keys(PROFILES) as ProfileName[]).flatMap((profile) =>
    platforms.flatMap((platform) =>
      SHARED.flatMap((global) =>
        ['', 'canary'].flatMap((revision) => {
          const props: IstioControlPlaneProps = { profile, platform, revision, global };
          return [partOf('cni', props), ...(profile.includes('ambient') ? [partOf('ztunnel', props)] : [])];
        }),
      ),
    ),
  );
}
