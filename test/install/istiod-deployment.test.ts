import type { Overrides } from '../../lib/install/layering';
import type { Container, EnvVar, IstiodValues, PilotValues, Volume } from '../../lib/install/values';
import { istiodObject } from './istiod-manifests';

interface Deployment {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Record<string, string> };
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string>; readonly annotations: Record<string, string> };
      readonly spec: { readonly containers: readonly Container[]; readonly volumes: readonly Volume[] } & Record<string, unknown>;
    };
  };
}

function deployment(overrides: Overrides<IstiodValues> = {}, name = 'istiod'): Deployment {
  return istiodObject<Deployment>('Deployment', name, overrides)!;
}

function container(pilot: Overrides<PilotValues> = {}, others: Overrides<IstiodValues> = {}): Container {
  return deployment({ ...others, pilot }).spec.template.spec.containers[0]!;
}

function env(pilot: Overrides<PilotValues> = {}, others: Overrides<IstiodValues> = {}): Record<string, string | undefined> {
  const variables = container(pilot, others)['env'] as EnvVar[];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

describe('what finds the pods', () => {
  test('without a revision, by the label istio', () => {
    const { selector, template } = deployment().spec;
    expect(selector.matchLabels).toEqual({ istio: 'pilot' });
    expect(template.metadata.labels).toMatchObject({ app: 'istiod', istio: 'pilot', 'istio.io/rev': 'default' });
  });

  test('with a revision, so that the Service without one finds none of them', () => {
    const { selector, template } = deployment({ revision: 'canary' }, 'istiod-canary').spec;
    expect(selector.matchLabels).toEqual({ app: 'istiod', 'istio.io/rev': 'canary' });
    expect(template.metadata.labels).toMatchObject({ app: 'istiod', istio: 'istiod', 'istio.io/rev': 'canary' });
  });

  test.each(['', 'canary'])('the labels of the pods have those of the selector, with revision "%s"', (revision) => {
    const { selector, template } = deployment({ revision }, revision === '' ? 'istiod' : 'istiod-canary').spec;
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  test('the version of the chart is in no label, so that a new one restarts nothing', () => {
    expect(Object.keys(deployment().spec.template.metadata.labels)).not.toContain('helm.sh/chart');
  });
});

describe('replicas', () => {
  test('are left to the autoscaler', () => {
    expect(deployment({ pilot: { replicaCount: 3 } }).spec.replicas).toBeUndefined();
  });

  test.each([0, 3])('are %d without it', (replicaCount) => {
    expect(deployment({ pilot: { autoscaleEnabled: false, replicaCount } }).spec.replicas).toBe(replicaCount);
  });
});

describe('the image', () => {
  test.each<[string, Overrides<PilotValues>, Overrides<IstiodValues>]>([
    ['registry.istio.io/release/pilot:1.31.1', {}, {}],
    ['own.example.com/pilot:1.31.1-debug', { hub: 'own.example.com' }, { global: { variant: 'debug' } }],
    [
      'mirror/pilot:next-distroless',
      { tag: 'next', variant: 'distroless' },
      { global: { hub: 'mirror', tag: 'x', variant: 'debug' } },
    ],
    ['own/pilot@sha256:00', { image: 'own/pilot@sha256:00', tag: 'ignored' }, {}],
  ])('is %s', (image, pilot, others) => {
    expect(container(pilot, others)['image']).toBe(image);
  });
});

describe('resources', () => {
  test('have limits and requests of what is set', () => {
    const resources = { requests: { cpu: '', memory: '1Gi' }, limits: { cpu: 0, memory: '2Gi' } };
    expect(container({ resources })['resources']).toEqual({ requests: { memory: '1Gi' }, limits: { memory: '2Gi' } });
  });

  test('are the default ones when they are taken away', () => {
    expect(container({ resources: null })['resources']).toEqual({ requests: { cpu: '10m' } });
  });

  test('are none when both parts are taken away', () => {
    expect(container({ resources: { requests: null } })['resources']).toBeUndefined();
  });
});

describe('the environment', () => {
  test('samples no traces when told so', () => {
    expect(env({ traceSampling: 0 })['PILOT_TRACE_SAMPLING']).toBe('0');
  });

  test('has the variables of the user by name, after what they may refer to', () => {
    const names = (container({ env: { B: '2', A: '1' } })['env'] as EnvVar[]).map(({ name }) => name);
    expect(names.indexOf('A')).toBe(names.indexOf('B') - 1);
    expect(names.indexOf('A')).toBeGreaterThan(names.indexOf('POD_NAMESPACE'));
  });

  test('trusts the ztunnel beside istiod, another one, or the accounts of the user', () => {
    expect(env()['CA_TRUSTED_NODE_ACCOUNTS']).toBe('istio-system/ztunnel');
    expect(env({ trustedZtunnelNamespace: 'kube-system', trustedZtunnelName: 'zt' })['CA_TRUSTED_NODE_ACCOUNTS']).toBe(
      'kube-system/zt',
    );
    expect(env({ env: { CA_TRUSTED_NODE_ACCOUNTS: 'a/b' } })['CA_TRUSTED_NODE_ACCOUNTS']).toBe('a/b');
  });

  test('keeps to approved cryptography with the policy for it', () => {
    expect(env({ env: { COMPLIANCE_POLICY: 'fips-140-3' } })['GODEBUG']).toBe('fips140=only');
    expect(env({ env: { COMPLIANCE_POLICY: 'fips-140-2' } })).not.toHaveProperty('GODEBUG');
  });

  test('says once that istiod serves other clusters', () => {
    const global = { externalIstiod: true };
    expect(env({}, { global })['EXTERNAL_ISTIOD']).toBe('true');
    const variables = container({ env: { EXTERNAL_ISTIOD: 'true' } }, { global })['env'] as EnvVar[];
    expect(variables.filter(({ name }) => name === 'EXTERNAL_ISTIOD')).toHaveLength(1);
  });
});

describe('the root certificate', () => {
  const rootVolume = (pilot: Overrides<PilotValues>, trustBundleName?: string) =>
    deployment({ pilot, global: { trustBundleName } }).spec.template.spec.volumes.find(
      ({ name }) => name === 'istio-csr-ca-configmap',
    );

  test('is in a ConfigMap', () => {
    expect(rootVolume({})).toMatchObject({ configMap: { name: 'istio-ca-root-cert', optional: true } });
    expect(rootVolume({}, 'roots')).toMatchObject({ configMap: { name: 'roots' } });
  });

  test('is in a ClusterTrustBundle when istiod writes one', () => {
    const source = (name: string) => ({ projected: { sources: [{ clusterTrustBundle: { name } }] } });
    expect(rootVolume({ env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } })).toMatchObject(source('istio.io:istiod-ca:root-cert'));
    expect(rootVolume({ env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } }, 'roots')).toMatchObject(
      source('istio.io:istiod-ca:roots'),
    );
  });
});

test('a further root certificate for tokens is mounted from its own ConfigMap', () => {
  const overrides = { revision: 'canary', pilot: { jwksResolverExtraRootCA: 'PEM' } };
  const { volumes, containers } = deployment(overrides, 'istiod-canary').spec.template.spec;
  expect(istiodObject('ConfigMap', 'pilot-jwks-extra-cacerts-canary', overrides)?.['data']).toEqual({ 'extra.pem': 'PEM' });
  expect(volumes).toContainEqual({ name: 'extracacerts', configMap: { name: 'pilot-jwks-extra-cacerts-canary' } });
  expect(containers[0]?.['volumeMounts']).toContainEqual({ name: 'extracacerts', mountPath: '/cacerts' });
});

test('tolerations of the user come after that of the CNI agent', () => {
  const { tolerations } = deployment({ pilot: { tolerations: [{ key: 'own', operator: 'Exists' }] } }).spec.template.spec;
  expect(tolerations).toEqual([
    { key: 'cni.istio.io/not-ready', operator: 'Exists' },
    { key: 'own', operator: 'Exists' },
  ]);
});

test('labels and annotations go where they are named for', () => {
  const { metadata, spec } = deployment({
    pilot: {
      deploymentLabels: { a: '1' },
      deploymentAnnotations: { b: '2' },
      podLabels: { c: '3' },
      podAnnotations: { 'prometheus.io/port': '9' },
    },
  });
  expect(metadata.labels).toMatchObject({ a: '1' });
  expect(metadata.labels).not.toHaveProperty('c');
  expect(metadata.annotations).toEqual({ b: '2' });
  expect(spec.template.metadata.labels).toMatchObject({ c: '3' });
  expect(spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '9', 'prometheus.io/scrape': 'true' });
});
