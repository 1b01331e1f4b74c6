import { Duration } from 'cdk8s';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { ExternalAuthorization } from '../../lib/recipes/external-authorization';
import { manifestOf, specOf, testChart } from '../synth';

test('the service is a provider of the mesh, and asked by the policy', () => {
  const chart = testChart();
  const controlPlane = new IstioControlPlane(chart, 'istio');
  new ExternalAuthorization(chart, 'opa', {
    controlPlane,
    envoyExtAuthzGrpc: { service: { name: 'opa', metadata: { namespace: 'ops' } }, port: 9191, timeout: Duration.millis(200) },
    of: { labels: { app: 'cart' }, namespace: 'shop' },
  });
  expect(specOf(chart, 'AuthorizationPolicy', 'opa')).toEqual({
    selector: { matchLabels: { app: 'cart' } },
    action: 'CUSTOM',
    provider: { name: 'opa' },
    rules: [{}],
  });
  const { mesh } = manifestOf(chart, 'ConfigMap', 'istio')['data'] as { mesh: string };
  expect(mesh).toContain('service: opa.ops.svc.cluster.local');
  expect(mesh).toContain('name: opa');
});
