import { found } from '../found';
import { object, service } from '../manifests';

const istiod = service('istio-system/istiod', {});
const client = { service: { name: 'istiod', namespace: 'istio-system' } };
const injector = (name: string, webhook: object, metadata: object = {}) =>
  object('MutatingWebhookConfiguration', name, {
    metadata,
    webhooks: [{ name: 'namespace.sidecar-injector.istio.io', clientConfig: client, ...webhook }],
  });
const enabled = { namespaceSelector: { matchLabels: { 'istio-injection': 'enabled' } } };
const revision = (value: string) => ({
  namespaceSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: [value] }] },
});

describe('IST0139', () => {
  test('two injectors that take the same pods', () => {
    expect(found(istiod + injector('a', enabled) + injector('b', enabled), 'IST0139')).toEqual([
      'IST0139 MutatingWebhookConfiguration//a: webhooks[0] takes pods that another webhook takes too, got "b/namespace.sidecar-injector.istio.io"',
      'IST0139 MutatingWebhookConfiguration//b: webhooks[0] takes pods that another webhook takes too, got "a/namespace.sidecar-injector.istio.io"',
    ]);
    expect(found(istiod + injector('a', revision('x')) + injector('b', revision('x')), 'IST0139')).toHaveLength(2);
    expect(found(istiod + injector('a', {}) + injector('b', revision('x')), 'IST0139')).toHaveLength(2);
  });

  test('an injector whose Service is missing', () => {
    expect(found(injector('a', enabled), 'IST0139')).toEqual([
      'IST0139 MutatingWebhookConfiguration//a: webhooks[0].clientConfig.service is no Service among the manifests, got "istio-system/istiod"',
    ]);
  });

  test.each([
    ['the revisions differ', injector('a', revision('x')) + injector('b', revision('y'))],
    [
      'one asks for labels that the other does not take',
      injector('a', { ...revision('x'), objectSelector: { matchLabels: { 'sidecar.istio.io/inject': 'true' } } }) +
        injector('b', { ...revision('x'), objectSelector: { matchLabels: { 'sidecar.istio.io/inject': 'false' } } }),
    ],
    [
      'the webhook is not of Istio',
      injector('a', { ...enabled, name: 'x.example.com', clientConfig: {} }) + injector('b', enabled),
    ],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(istiod + manifests, 'IST0139')).toEqual([]);
  });
});

describe('IST0163 and IST0164', () => {
  const at = (clientConfig: object) => injector('istio-sidecar-injector', { clientConfig });
  const validator = (name: string) =>
    object('ValidatingWebhookConfiguration', name, { webhooks: [{ name: 'x', clientConfig: {} }] });

  test('a webhook without an address, or with one that is no URL', () => {
    expect(found(at({}), 'IST0163')).toEqual([
      'IST0163 MutatingWebhookConfiguration//istio-sidecar-injector: webhooks[0].clientConfig has neither a url nor a service',
    ]);
    expect(found(at({ url: 'https://a:b/inject' }), 'IST0163')).toEqual([
      'IST0163 MutatingWebhookConfiguration//istio-sidecar-injector: webhooks[0].clientConfig.url is no URL, got "https://a:b/inject"',
    ]);
    expect(found(validator('istio-validator-x'), 'IST0163')).toHaveLength(1);
  });

  test('an address that is no name', () => {
    expect(found(at({ url: 'https://10.0.0.1:15017/inject' }), 'IST0164')).toEqual([
      'IST0164 MutatingWebhookConfiguration//istio-sidecar-injector: webhooks[0].clientConfig.url names an IP address, got "https://10.0.0.1:15017/inject"',
    ]);
    expect(found(at({ url: 'https://[::1]:15017/inject' }), 'IST0164')).toHaveLength(1);
  });

  test.each([
    ['a name', at({ url: 'https://istiod.example.com:15017/inject' })],
    ['a Service', at(client)],
    ['a webhook of something else', validator('other')],
  ])('nothing is reported for %s', (_, manifests) => {
    expect([...found(manifests, 'IST0163'), ...found(manifests, 'IST0164')]).toEqual([]);
  });
});
