import { App, Chart } from 'cdk8s';
import { AddonsNamespace, Gateway, GatewayApi, IngressGateway, IstioControlPlane } from '../../lib';

/** A mesh whose addons are under test. */
export function watchedMesh() {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'control-plane'), 'istio');
  const chart = new Chart(app, 'addons', { disableResourceNameHashes: true });
  const ingress = new IngressGateway(new Chart(app, 'gateways'), 'istio-ingressgateway', { controlPlane });
  const gateway = new Gateway(new Chart(app, 'traffic'), 'tools', {
    metadata: { namespace: 'istio-system' },
    selector: ingress,
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['*.secure.example.com'],
        tls: { mode: 'SIMPLE', credentialName: 'tools' },
      },
    ],
  });
  const kubernetesGateway = new GatewayApi.Gateway(new Chart(app, 'kubernetes'), 'tools', {
    metadata: { namespace: 'istio-system' },
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: '*.secure.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
        tls: { certificateRefs: [{ name: 'tools', metadata: { namespace: 'istio-system' } }] },
      },
    ],
  });
  return {
    chart,
    controlPlane,
    gateway,
    kubernetesGateway,
    ingress,
    namespace: new AddonsNamespace(chart, 'istio-addons', { controlPlane }),
  };
}
