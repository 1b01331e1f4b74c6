import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { Destination } from '../../lib/networking/destination';
import { TlsPassthrough, type TlsPassthroughProps } from '../../lib/recipes/tls-passthrough';
import { refusals, specOf, testChart } from '../synth';

function setUp() {
  const chart = testChart('shop');
  const gateway = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane: new IstioControlPlane(chart, 'istio') });
  return { chart, gateway };
}

const to = (host: string, number: number) => Destination.unchecked({ host, port: { number } });

test('each name leads to its service', () => {
  const { chart, gateway } = setUp();
  const props: Required<TlsPassthroughProps> = {
    gateway,
    hosts: { 'b.com': to('b', 8443), 'a.com': to('a', 443) },
    port: 8443,
    namespace: 'edge',
  };
  new TlsPassthrough(chart, 'unopened', props);
  expect(specOf(chart, 'Gateway', 'unopened')).toMatchObject({
    servers: [{ port: { number: 8443, name: 'tls', protocol: 'TLS' }, hosts: ['b.com', 'a.com'], tls: { mode: 'PASSTHROUGH' } }],
  });
  expect(specOf(chart, 'VirtualService', 'unopened')).toEqual({
    hosts: ['b.com', 'a.com'],
    gateways: ['unopened'],
    tls: [
      { match: [{ port: 8443, sniHosts: ['b.com'] }], route: [{ destination: { host: 'b', port: { number: 8443 } } }] },
      { match: [{ port: 8443, sniHosts: ['a.com'] }], route: [{ destination: { host: 'a', port: { number: 443 } } }] },
    ],
  });
});

test('the port is that of HTTPS unless it is given', () => {
  const { chart, gateway } = setUp();
  new TlsPassthrough(chart, 'unopened', { gateway, hosts: { 'a.com': to('a', 443) } });
  expect(specOf(chart, 'VirtualService', 'unopened')).toMatchObject({ tls: [{ match: [{ port: 443 }] }] });
});

test('fails when there is no host, or none that can be asked for', () => {
  const { chart, gateway } = setUp();
  expect(refusals(() => new TlsPassthrough(chart, 'none', { gateway, hosts: {} }))).toEqual([
    'hosts must have at least one entry, got []; name the hosts, and where their connections go',
  ]);
  expect(refusals(() => new TlsPassthrough(chart, 'wrong', { gateway, hosts: { 'a b': to('a', 443) } }))).not.toEqual([]);
});
