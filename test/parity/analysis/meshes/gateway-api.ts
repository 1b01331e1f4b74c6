import type { Labels } from '../../../../lib/core/labels';
import { annotations } from './annotations';
import type { MeshMaker } from './mesh-maker';
import { addWorkload } from './workloads';

const API = 'gateway.networking.k8s.io/v1';

/** A Gateway of the Gateway API with the pods that it has, a route, and policies that pick its pods. */
export function makeGatewayApi(m: MeshMaker): void {
  if (!m.chance(0.2)) return;
  const namespace = m.namespace();
  const listeners = [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }];
  m.add(
    API,
    'Gateway',
    { name: 'edge', namespace },
    { spec: { gatewayClassName: m.pick('istio', 'istio-waypoint'), listeners } },
  );
  const service = m.service();
  if (service !== undefined) {
    const backendRefs = [{ name: m.slip(service.name, m.typo()), namespace: service.namespace, port: service.ports[0] ?? 80 }];
    m.add(API, 'HTTPRoute', { name: 'edge', namespace }, { spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs }] } });
  }
  const labels = { 'gateway.networking.k8s.io/gateway-name': 'edge', app: 'edge' };
  const containers = [{ name: 'istio-proxy', image: m.pick('istio/proxyv2:1', 'auto') }];
  addWorkload(m, 'Deployment', 'edge-istio', namespace, {
    metadata: { labels, annotations: annotations(m, 'Pod') },
    spec: { containers },
  });
  m.several(0, 2, () => {
    const selector = { matchLabels: m.slip<Labels>(labels, { app: 'edge' }, { app: 'none' }) };
    const name = m.name('edge');
    switch (m.pick('AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin')) {
      case 'AuthorizationPolicy':
        return m.addIstio('security', 'AuthorizationPolicy', name, namespace, { selector, rules: [{}] });
      case 'RequestAuthentication':
        return m.addIstio('security', 'RequestAuthentication', name, namespace, { selector });
      case 'Telemetry':
        return m.addIstio('telemetry', 'Telemetry', name, namespace, { selector, tracing: [{ disableSpanReporting: true }] });
      default:
        return m.addIstio('extensions', 'WasmPlugin', name, namespace, { selector, url: 'oci://example.com/plugin:1' });
    }
  });
}
