import type { Overrides } from '../../lib/install/layering';
import type { IstiodValues, LabelSelector, LabelSelectorRequirement } from '../../lib/install/values';
import { istiod, istiodObject } from './istiod-manifests';

interface Webhook {
  readonly name: string;
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
}

type Labels = Readonly<Record<string, string>>;

function webhooks(overrides: Overrides<IstiodValues>): Webhook[] {
  return istiod(overrides)
    .filter(({ kind }) => kind === 'MutatingWebhookConfiguration')
    .flatMap((configuration) => configuration['webhooks'] as Webhook[]);
}

function prefixes(overrides: Overrides<IstiodValues> = {}): string[] {
  return webhooks(overrides).map(({ name }) => name.replace('.sidecar-injector.istio.io', ''));
}

function holds({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** What the API server does with a selector. */
function matches({ matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return matchExpressions.every((requirement) => holds(requirement, labels));
}

function injecting(hooks: readonly Webhook[], namespace: Labels, pod: Labels): string[] {
  const inNamespace = { 'kubernetes.io/metadata.name': 'shop', ...namespace };
  return hooks
    .filter(({ namespaceSelector, objectSelector }) => matches(namespaceSelector, inNamespace) && matches(objectSelector, pod))
    .map(({ name }) => name);
}

/** Every combination of values of some labels, with and without each label. */
function combinations(labels: Readonly<Record<string, readonly string[]>>): Labels[] {
  return Object.entries(labels).reduce<Labels[]>(
    (all, [label, values]) => all.flatMap((chosen) => [chosen, ...values.map((value) => ({ ...chosen, [label]: value }))]),
    [{}],
  );
}

const REVISIONS = ['default', 'blue', 'prod', 'unknown'];
const NAMESPACES = combinations({ 'istio-injection': ['enabled', 'disabled'], 'istio.io/rev': REVISIONS });
const PODS = combinations({ 'sidecar.istio.io/inject': ['true', 'false'], 'istio.io/rev': REVISIONS });

describe('injection', () => {
  test('serves the revision, and without one also those that name none', () => {
    expect(prefixes()).toEqual(['rev.namespace', 'rev.object', 'namespace', 'object']);
    expect(prefixes({ revision: 'canary' })).toEqual(['rev.namespace', 'rev.object']);
    expect(prefixes({ sidecarInjectorWebhook: { enableNamespacesByDefault: true } }).at(-1)).toBe('auto');
  });

  test.each([
    ['two control planes', [{}, { revision: 'blue', revisionTags: ['prod'] }]],
    ['a default tag', [{ revision: 'blue', revisionTags: ['prod', 'default'] }]],
    ['sidecars everywhere', [{ sidecarInjectorWebhook: { enableNamespacesByDefault: true } }, { revision: 'blue' }]],
  ])('takes no pod twice, with %s', (_name, controlPlanes) => {
    const hooks = controlPlanes.flatMap((overrides) => webhooks(overrides));
    const twice = NAMESPACES.flatMap((namespace) =>
      PODS.map((pod) => ({ namespace, pod, by: injecting(hooks, namespace, pod) })).filter(({ by }) => by.length > 1),
    );
    expect(twice).toEqual([]);
  });

  test.each<[string, Labels, Labels, string[]]>([
    ['a namespace that asks', { 'istio-injection': 'enabled' }, {}, ['namespace']],
    ['a pod that refuses', { 'istio-injection': 'enabled' }, { 'sidecar.istio.io/inject': 'false' }, []],
    ['a pod that asks', {}, { 'sidecar.istio.io/inject': 'true' }, ['object']],
    ['a namespace that refuses', { 'istio-injection': 'disabled' }, { 'sidecar.istio.io/inject': 'true' }, []],
    ['a namespace that names the default', { 'istio.io/rev': 'default' }, {}, ['rev.namespace']],
    ['a pod that names the default', {}, { 'istio.io/rev': 'default' }, ['rev.object']],
    ['a namespace of another revision', { 'istio.io/rev': 'blue' }, {}, []],
    ['nobody who asks', {}, {}, []],
  ])('takes %s', (_name, namespace, pod, by) => {
    const names = injecting(webhooks({}), namespace, pod);
    expect(names).toEqual(by.map((prefix) => `${prefix}.sidecar-injector.istio.io`));
  });

  test('leaves the system namespaces alone when it is everywhere', () => {
    const hooks = webhooks({ sidecarInjectorWebhook: { enableNamespacesByDefault: true } });
    expect(injecting(hooks, {}, {})).toEqual(['auto.sidecar-injector.istio.io']);
    expect(injecting(hooks, { 'kubernetes.io/metadata.name': 'kube-system' }, {})).toEqual([]);
  });

  test('goes to a URL, with given certificates', () => {
    const istiodRemote = { injectionURL: 'https://istiod.example.com/inject', injectionCABundle: 'Q0E=' };
    for (const hook of webhooks({ istiodRemote, revisionTags: ['prod'] })) {
      expect(hook).toMatchObject({ clientConfig: { url: istiodRemote.injectionURL, caBundle: 'Q0E=' } });
    }
  });

  test('is left to others', () => {
    const overrides = { global: { operatorManageWebhooks: true }, revisionTags: ['prod'] };
    expect(webhooks(overrides)).toEqual([]);
    expect(istiodObject('Service', 'istiod-revision-tag-prod', overrides)).toBeDefined();
  });

  test('carries the namespace in its name, unless it is the usual one', () => {
    expect(istiodObject('MutatingWebhookConfiguration', 'istio-sidecar-injector')).toBeDefined();
    const overrides = { revision: 'blue', revisionTags: ['prod'], global: { istioNamespace: 'mesh' } };
    expect(istiodObject('MutatingWebhookConfiguration', 'istio-sidecar-injector-blue-mesh', overrides)).toBeDefined();
    expect(istiodObject('MutatingWebhookConfiguration', 'istio-revision-tag-prod-mesh', overrides)).toBeDefined();
  });
});

describe('a revision tag', () => {
  const overrides = { revision: 'blue', revisionTags: ['prod'] };

  test('sends its pods to the istiod of the revision', () => {
    const configuration = istiodObject('MutatingWebhookConfiguration', 'istio-revision-tag-prod', overrides);
    expect(configuration?.metadata.labels).toMatchObject({ 'istio.io/tag': 'prod', 'istio.io/rev': 'blue' });
    expect(configuration?.['webhooks']).toMatchObject([
      { clientConfig: { service: { name: 'istiod-blue' } } },
      { clientConfig: { service: { name: 'istiod-blue' } } },
    ]);
  });

  test('has a Service that finds the same pods', () => {
    const service = istiodObject<{ spec: { selector: object } }>('Service', 'istiod-revision-tag-prod', overrides);
    expect(service?.spec.selector).toEqual({ app: 'istiod', 'istio.io/rev': 'blue' });
  });
});

describe('validation', () => {
  test('takes the configuration of the revision', () => {
    const validator = istiodObject('ValidatingWebhookConfiguration', 'istio-validator-blue-istio-system', { revision: 'blue' });
    expect(validator?.['webhooks']).toMatchObject([
      {
        clientConfig: { service: { name: 'istiod-blue' } },
        failurePolicy: 'Ignore',
        objectSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['blue'] }] },
      },
    ]);
  });

  test('is not there when it is switched off', () => {
    const kinds = istiod({ global: { configValidation: false } }).map(({ kind }) => kind);
    expect(kinds).not.toContain('ValidatingWebhookConfiguration');
  });
});
