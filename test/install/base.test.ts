import type { Manifest } from '../../lib/core/manifest';
import { baseManifests } from '../../lib/install/base';
import { CRD_NAMES } from '../../lib/install/base/crds';
import { layer, type Overrides } from '../../lib/install/layering';
import { ISTIOD_DEFAULTS, type IstiodValues } from '../../lib/install/values';

function emitted(overrides: Overrides<IstiodValues> = {}): Manifest[] {
  return baseManifests(layer<IstiodValues>(ISTIOD_DEFAULTS, overrides));
}

function named(name: string, overrides: Overrides<IstiodValues> = {}): Manifest | undefined {
  return emitted(overrides).find(({ metadata }) => metadata.name === name);
}

function crds(overrides: Overrides<IstiodValues> = {}): string[] {
  return emitted(overrides)
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(({ metadata }) => metadata.name);
}

function validator(overrides: Overrides<IstiodValues> = {}) {
  const configuration = named('istiod-default-validator', overrides)!;
  return (configuration['webhooks'] as Record<string, unknown>[])[0];
}

describe('CRDs', () => {
  test('there are 15, before everything else', () => {
    const kinds = emitted().map(({ kind }) => kind);
    expect(crds()).toEqual(CRD_NAMES);
    expect(crds()).toHaveLength(15);
    expect(kinds.slice(15)).toEqual(['ServiceAccount', 'ValidatingWebhookConfiguration']);
  });

  test('their labels say who manages them, and Helm keeps them', () => {
    const { metadata } = named('virtualservices.networking.istio.io')!;
    expect(metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
    expect(metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'cdk8s-istio',
      'app.kubernetes.io/instance': 'istio-base',
      'app.kubernetes.io/part-of': 'istio',
      'app.kubernetes.io/version': '1.31.1',
    });
  });

  test('some can be left out', () => {
    const excludedCRDs = ['envoyfilters.networking.istio.io', 'wasmplugins.extensions.istio.io'];
    expect(crds({ base: { excludedCRDs } })).toEqual(CRD_NAMES.filter((name) => !excludedCRDs.includes(name)));
  });
});

describe('the validator of configuration without a revision', () => {
  test('asks istiod, and fails open until istiod is ready', () => {
    expect(validator()).toMatchObject({
      name: 'validation.istio.io',
      clientConfig: { service: { name: 'istiod', namespace: 'istio-system', path: '/validate' } },
      failurePolicy: 'Ignore',
    });
    expect(validator()).not.toHaveProperty('objectSelector');
  });

  test('asks the istiod of the default revision', () => {
    expect(validator({ defaultRevision: 'canary' })).toMatchObject({ clientConfig: { service: { name: 'istiod-canary' } } });
  });

  test('is not there without a default revision', () => {
    expect(named('istiod-default-validator', { defaultRevision: '' })).toBeUndefined();
  });

  test('asks a URL', () => {
    const base = { validationURL: 'https://istiod.example.com/validate', validationFailurePolicy: 'Fail' } as const;
    expect(validator({ base })).toMatchObject({ clientConfig: { url: base.validationURL }, failurePolicy: 'Fail' });
  });

  test('fails closed when it knows the certificates, whatever else is said', () => {
    const base = { validationCABundle: 'Q0E=', validationFailurePolicy: 'Ignore' } as const;
    expect(validator({ base })).toMatchObject({ clientConfig: { caBundle: 'Q0E=' }, failurePolicy: 'Fail' });
  });
});

describe('the reader of other clusters', () => {
  const reader = 'istio-reader-service-account';

  test('has the logins of private registries', () => {
    expect(named(reader, { global: { imagePullSecrets: ['a', 'b'] } })).toMatchObject({
      imagePullSecrets: [{ name: 'a' }, { name: 'b' }],
    });
  });

  test('is not there when it is switched off, or when there is another one', () => {
    expect(named(reader)).toBeDefined();
    expect(named(reader, { global: { enableReaderRBAC: false } })).toBeUndefined();
    expect(named(reader, { global: { readerServiceAccount: { name: 'own', namespace: 'readers' } } })).toBeUndefined();
  });
});

describe('the policy for stable configuration', () => {
  const stable = { experimental: { stableValidationPolicy: true } };

  test('comes with its binding', () => {
    const policy = named('stable-channel-default-policy.istio.io', stable);
    expect(policy?.['spec']).not.toHaveProperty('matchConstraints.objectSelector.matchExpressions');
    expect(named('stable-channel-default-policy-binding.istio.io', stable)?.['spec']).toEqual({
      policyName: 'stable-channel-default-policy.istio.io',
      validationActions: ['Deny'],
    });
  });

  test('is not there without a default revision', () => {
    expect(emitted({ ...stable, defaultRevision: '' }).filter(({ kind }) => kind.startsWith('ValidatingAdmission'))).toEqual([]);
  });
});

test('the owner of the cluster and the owner of the mesh get all objects between them', () => {
  const names = (resourceScope: 'all' | 'cluster' | 'namespace') =>
    emitted({ global: { resourceScope } }).map(({ metadata }) => metadata.name);
  expect(names('namespace')).toEqual(['istio-reader-service-account']);
  expect([...names('cluster'), ...names('namespace')].sort()).toEqual(names('all').sort());
});
