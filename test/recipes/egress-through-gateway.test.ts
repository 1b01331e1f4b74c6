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

describe('HTTP', () => {
  const port = { number: 443 };
  const http = (to: 'weather' | 'payments', host: string) => [
    {
      match: [{ gateways: ['mesh'], port: 80 }],
      route: [{ destination: { host: 'istio-egressgateway', subset: to, port } }],
    },
    { match: [{ gateways: [to], port: 443 }], route: [{ destination: { host, port: { number: 80 } } }] },
  ];

  test('is mTLS up to the gateway', () => {
    new EgressThroughGateway(chart, 'weather', { host: 'weather.example.com', gateway, protocol: 'HTTP' });
    const host = 'weather.example.com';
    expect(specOf(chart, 'ServiceEntry', 'weather')).toMatchObject({
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    });
    expect(specOf(chart, 'Gateway', 'weather')).toMatchObject({
      servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: [host], tls: { mode: 'ISTIO_MUTUAL' } }],
    });
    const trafficPolicy = { portLevelSettings: [{ port, tls: { mode: 'ISTIO_MUTUAL', sni: host } }] };
    expect(specOf(chart, 'DestinationRule', 'weather')).toEqual({
      host: 'istio-egressgateway',
      subsets: [{ name: 'weather', trafficPolicy }],
    });
    const gateways = ['mesh', 'weather'];
    expect(specOf(chart, 'VirtualService', 'weather')).toEqual({ hosts: [host], gateways, http: http('weather', host) });
  });

  test('becomes HTTPS at the gateway, and nobody can call port 443 beside it', () => {
    const host = 'payments.example.com';
    const tls = { mode: 'MUTUAL', credentialName: 'client' } as const;
    new EgressThroughGateway(chart, 'payments', { host, gateway, protocol: 'HTTP', tls });
    expect(specOf(chart, 'ServiceEntry', 'payments')).toMatchObject({
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
    });
    expect(specOf(chart, 'DestinationRule', 'payments-tls')).toEqual({
      host,
      trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { ...tls, sni: host } }] },
    });
    expect(specOf(chart, 'VirtualService', 'payments')).toMatchObject({ http: http('payments', host) });
  });
});
