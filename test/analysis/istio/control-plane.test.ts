import { found } from '../found';
import { deployment, istio, object } from '../manifests';

describe('IST0175', () => {
  const istiod = (value?: string) =>
    deployment(
      'istio-system/istiod',
      {
        spec: {
          containers: [{ name: 'discovery', env: value === undefined ? [] : [{ name: 'BLOCKED_CIDRS_IN_JWKS_URIS', value }] }],
        },
      },
      { labels: { app: 'istiod' } },
    );
  const authentication = istio('RequestAuthentication', 'shop/a');

  test('istiod that may fetch from anywhere, and that has to', () => {
    expect(found(istiod() + authentication, 'IST0175')).toEqual([
      'IST0175 Deployment/istio-system/istiod: Deployment istio-system/istiod does not set BLOCKED_CIDRS_IN_JWKS_URIS, though RequestAuthentications make it fetch keys, got 1',
    ]);
    expect(found(istiod('') + authentication, 'IST0175')).toHaveLength(1);
  });

  test.each([
    ['it is restricted', istiod('10.0.0.0/8') + authentication],
    ['nothing has to be fetched', istiod()],
    ['another Deployment', deployment('shop/a') + authentication],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(manifests, 'IST0175')).toEqual([]);
  });
});

describe('IST0176', () => {
  const crd = (kinds: string, version: string) =>
    object('CustomResourceDefinition', `${kinds}.gateway.networking.k8s.io`, {
      metadata: { annotations: { 'gateway.networking.k8s.io/bundle-version': version } },
    });

  test('a CRD of a release that is too old', () => {
    expect(found(crd('tlsroutes', 'v1.4.1'), 'IST0176')).toEqual([
      'IST0176 CustomResourceDefinition//tlsroutes.gateway.networking.k8s.io: metadata.annotations["gateway.networking.k8s.io/bundle-version"] is a release of which istiod does not read the kind, got "v1.4.1"',
    ]);
    expect(found(crd('grpcroutes', '1.0'), 'IST0176')).toHaveLength(1);
  });

  test.each([
    ['the lowest release', crd('tlsroutes', 'v1.5.0')],
    ['a release candidate of it', crd('tlsroutes', 'v1.5.0-rc.1')],
    ['a later one', crd('tlsroutes', 'v2.0.0')],
    ['a kind that has no lowest release', crd('httproutes', 'v0.1.0')],
    ['what is no version', crd('tlsroutes', 'main')],
  ])('nothing is reported for %s', (_, manifests) => {
    expect(found(manifests, 'IST0176')).toEqual([]);
  });
});
