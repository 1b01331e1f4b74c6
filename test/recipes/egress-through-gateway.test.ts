import { EgressGateway } from '../../lib/install/egress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { EgressThroughGateway } from '../../lib/recipes/egress-through-gateway';
import { specOf, testChart } from '../synth';

const chart = testChart();
const controlPlane = new IstioControlPlane(chart, 'istio');
const gateway = new EgressGateway(chart, 'istio-egressgateway', { controlPlane });
new EgressThroughGateway(chart, 'wikipedia', { host: 'en.wikipedia.org', gateway });

test('the host is known, and outside', () => {
  expect(specOf(chart, 'ServiceEntry', 'wikipedia')).toMatchObject({ hosts: ['en.wikipedia.org'], location: 'MESH_EXTERNAL' });
});

test('the gateway takes connections for the host and does not open them', () => {
  expect(specOf(chart, 'Gateway', 'wikipedia')).toEqual({
    selector: { app: 'istio-egressgateway', istio: 'egressgateway' },
    servers: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['en.wikipedia.org'], tls: { mode: 'PASSTHROUGH' } }],
  });
});

test('sidecars call the gateway, and the gateway calls the host', () => {
  const port = { number: 443 };
  expect(specOf(chart, 'VirtualService', 'wikipedia')).toEqual({
    hosts: ['en.wikipedia.org'],
    gateways: ['mesh', 'wikipedia'],
    tls: [
      {
        match: [{ gateways: ['mesh'], port: 443, sniHosts: ['en.wikipedia.org'] }],
        route: [{ destination: { host: 'istio-egressgateway', subset: 'wikipedia', port } }],
      },
      {
        match: [{ gateways: ['wikipedia'], port: 443, sniHosts: ['en.wikipedia.org'] }],
        route: [{ destination: { host: 'en.wikipedia.org', port } }],
      },
    ],
  });
});
