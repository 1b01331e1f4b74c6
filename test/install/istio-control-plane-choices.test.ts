import { App, Chart } from 'cdk8s';
import { chartLayers } from '../../lib/install/chart-layers';
import { COMPATIBILITY_VERSIONS } from '../../lib/install/compatibility';
import { IstioControlPlane, type IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { istiodManifests } from '../../lib/install/istiod';
import { refusals } from '../synth';

const controlPlane = (props: IstioControlPlaneProps = {}) => new IstioControlPlane(new Chart(new App(), 'mesh'), 'istio', props);
const pilot = (props: IstioControlPlaneProps) => controlPlane(props).values.pilot;

describe('profiles', () => {
  test('ambient has what its chart profile says, and sidecars rely on the node agent', () => {
    const { values } = controlPlane({ profile: 'ambient' });
    expect(values.global.variant).toBe('distroless');
    expect(values.pilot.env).toEqual({ PILOT_ENABLE_AMBIENT: 'true' });
    expect(values.pilot.cni).toEqual({ enabled: true, provider: 'default' });
    expect(values.meshConfig.defaultConfig?.proxyMetadata).toEqual({ ISTIO_META_ENABLE_HBONE: 'true' });
  });

  test('the props are stronger than the profile', () => {
    const { values } = controlPlane({
      profile: 'ambient',
      pilot: { cni: { enabled: false }, env: { PILOT_ENABLE_AMBIENT: 'false' } },
    });
    expect(values.pilot.cni.enabled).toBe(false);
    expect(values.pilot.env).toEqual({ PILOT_ENABLE_AMBIENT: 'false' });
  });

  test.each(['openshift', 'openshift-ambient'] as const)('%s is for that platform', (profile) => {
    const { values, choices } = controlPlane({ profile });
    expect(choices).toEqual({ profile, platform: undefined, compatibilityVersion: undefined });
    expect(values.global.platform).toBe('openshift');
    expect(values.pilot).toMatchObject({
      cni: { enabled: true, provider: 'multus' },
      trustedZtunnelNamespace: 'kube-system',
      terminationMessagePolicy: 'FallbackToLogsOnError',
    });
  });

  test('remote runs no istiod', () => {
    const kinds = istiodManifests(controlPlane({ profile: 'remote' }).values).map(({ kind }) => kind);
    expect(kinds).toEqual(['ClusterRole', 'ClusterRoleBinding', 'MutatingWebhookConfiguration']);
  });

  test('stable refuses what is not stable', () => {
    expect(controlPlane({ profile: 'stable' }).values.experimental).toEqual({ stableValidationPolicy: true });
  });

  test('preview asks the agent for names', () => {
    const { meshConfig } = controlPlane({ profile: 'preview' }).values;
    expect(meshConfig.defaultConfig).toEqual({ proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } });
  });
});

describe('platforms', () => {
  test('may stand under global too', () => {
    expect(controlPlane({ global: { platform: 'openshift' } }).values).toEqual(controlPlane({ platform: 'openshift' }).values);
  });

  test('istiod is told', () => {
    const deployment = istiodManifests(controlPlane({ platform: 'gke' }).values).find(({ kind }) => kind === 'Deployment');
    expect(JSON.stringify(deployment)).toContain('{"name":"PLATFORM","value":"gke"}');
  });

  test('an empty one is none', () => {
    expect(controlPlane({ platform: 'gke', global: { platform: '' } }).values.global.platform).toBe('gke');
    expect(pilot({ global: { platform: '' } })).toEqual(pilot({}));
  });
});

describe('compatibility versions', () => {
  const env = (version: (typeof COMPATIBILITY_VERSIONS)[number]) =>
    Object.keys(pilot({ compatibilityVersion: version }).env).sort();

  test('each takes back what changed since', () => {
    expect(env('1.30')).toEqual([
      'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS',
      'PILOT_ENABLE_STRICT_GATEWAY_MERGING',
      'PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY',
    ]);
    expect(env('1.25')).toHaveLength(7);
    expect(env('1.25')).toEqual(env('1.26'));
  });

  test.each(COMPATIBILITY_VERSIONS)('%s says false and nothing else', (version) => {
    expect(new Set(Object.values(pilot({ compatibilityVersion: version }).env))).toEqual(new Set(['false']));
  });

  test('the platform is stronger than the version, and the version than the profile', () => {
    const choices = { profile: 'ambient', platform: 'openshift', compatibilityVersion: '1.25' } as const;
    expect(chartLayers(choices).cni).toMatchObject({
      ambient: { enabled: true, reconcileIptablesOnStartup: false },
      provider: 'multus',
    });
    expect(chartLayers(choices).ambient).toEqual({ shareHostNetworkNamespace: true });
  });
});

describe('the preset for production', () => {
  test('two replicas on different nodes, a budget, and no number beside the autoscaler', () => {
    const manifests = istiodManifests(controlPlane({ preset: 'production' }).values);
    const of = (kind: string) => manifests.find((manifest) => manifest.kind === kind)?.['spec'];
    expect(of('HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 2, maxReplicas: 5 });
    expect(of('PodDisruptionBudget')).toMatchObject({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    expect(of('Deployment')).toHaveProperty('replicas', undefined);
    expect(of('Deployment')).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } },
      template: {
        spec: {
          topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname' }, { topologyKey: 'topology.kubernetes.io/zone' }],
        },
      },
    });
  });

  test('the props are stronger', () => {
    expect(pilot({ preset: 'production', pilot: { autoscaleMin: 3 } }).autoscaleMin).toBe(3);
  });

  test('it is stronger than the profile', () => {
    expect(pilot({ preset: 'production', profile: 'ambient' })).toMatchObject({ autoscaleMin: 2, cni: { enabled: true } });
  });
});

const PROFILES = 'default, minimal, demo, empty, ambient, openshift, openshift-ambient, preview, remote, stable';

test.each<[string, IstioControlPlaneProps, string[]]>([
  [
    'a platform is unknown',
    // @ts-expect-error it does not compile either
    { platform: 'eks' },
    ['platform is unknown, got "eks"; use one of gke, k3d, k3s, microk8s, minikube, openshift'],
  ],
  [
    'a version has nothing to keep',
    // @ts-expect-error it does not compile either
    { compatibilityVersion: '1.31' },
    ['compatibilityVersion is unknown, got "1.31"; use one of 1.25, 1.26, 1.27, 1.28, 1.29, 1.30'],
  ],
  [
    'several choices are unknown',
    // @ts-expect-error it does not compile either
    { profile: 'external', global: { platform: 'eks' } },
    [
      `profile is unknown, got "external"; use one of ${PROFILES}`,
      'platform is unknown, got "eks"; use one of gke, k3d, k3s, microk8s, minikube, openshift',
    ],
  ],
  [
    'two platforms are named',
    { platform: 'gke', global: { platform: 'openshift' } },
    ['global.platform is not platform, which is gke, got "openshift"; remove one of the two'],
  ],
  [
    'a preset is unknown',
    // @ts-expect-error it does not compile either
    { preset: 'prod' },
    ['preset is unknown, got "prod"; use one of production'],
  ],
  [
    'a preset contradicts the profile',
    { preset: 'production', profile: 'demo' },
    ['preset contradicts profile demo, got "production"; remove one of the two'],
  ],
  [
    'a single replica contradicts the preset',
    { preset: 'production', pilot: { autoscaleMin: 1 } },
    ['pilot.autoscaleMin must be at least 2 with preset production, got 1; raise it, or remove the preset'],
  ],
  [
    'a single fixed replica contradicts the preset',
    { preset: 'production', pilot: { autoscaleEnabled: false } },
    ['pilot.replicaCount must be at least 2 with preset production, got 1; raise it, or remove the preset'],
  ],
])('fails when %s', (_name, props, messages) => {
  expect(refusals(() => controlPlane(props))).toEqual(messages);
});
