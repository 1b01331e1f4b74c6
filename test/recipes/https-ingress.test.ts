import { ApiObject } from 'cdk8s';
import { Certificate } from '../../lib/certificates/certificate';
import { OutsideIssuer } from '../../lib/certificates/outside-issuer';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { Destination } from '../../lib/networking/destination';
import { VirtualService } from '../../lib/networking/virtual-service';
import { HttpsIngress, type HttpsIngressProps } from '../../lib/recipes/https-ingress';
import { refusals, specOf, testChart } from '../synth';

function setUp() {
  const chart = testChart('shop');
  const gateway = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane: new IstioControlPlane(chart, 'istio') });
  return { chart, gateway };
}

const secret = (name: string, namespace?: string) => ({ name, metadata: { namespace } });
const here = (name: string) => secret(name, 'istio-system');

function serversOf(props: Omit<HttpsIngressProps, 'gateway'>) {
  const { chart, gateway } = setUp();
  new HttpsIngress(chart, 'shop', { gateway, ...props });
  const { servers, selector } = specOf(chart, 'Gateway', 'shop') as { servers: object[]; selector: object };
  expect(selector).toEqual({ app: 'istio-ingressgateway', istio: 'ingressgateway' });
  return servers;
}

const https = (name: string) => ({ number: 443, name: `https-${name}`, protocol: 'HTTPS' });
const redirected = (...hosts: string[]) => ({
  port: { number: 80, name: 'http', protocol: 'HTTP' },
  hosts,
  tls: { httpsRedirect: true },
});

test('a host has its certificate, and HTTP is sent on', () => {
  expect(serversOf({ servers: [{ hosts: ['a.com'], certificate: here('a') }] })).toEqual([
    { port: https('a'), hosts: ['a.com'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
    redirected('a.com'),
  ]);
});

test('several certificates are on one port', () => {
  const servers = [
    { hosts: ['a.com', 'www.a.com'], certificate: here('a') },
    { hosts: ['*.b.com'], certificate: here('b') },
  ] as const;
  expect(serversOf({ servers })).toEqual([
    { port: https('a'), hosts: ['a.com', 'www.a.com'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
    { port: https('b'), hosts: ['*.b.com'], tls: { mode: 'SIMPLE', credentialName: 'b' } },
    redirected('a.com', 'www.a.com', '*.b.com'),
  ]);
});

test('without redirect nothing is on port 80', () => {
  expect(serversOf({ servers: [{ hosts: ['a.com'], certificate: here('a') }], redirect: false })).toHaveLength(1);
});

test('clients show a certificate of the authorities in another Secret, or in the same', () => {
  const servers = [
    { hosts: ['a.com'], certificate: here('a'), clients: here('ca') },
    { hosts: ['b.com'], certificate: here('b'), clients: here('b') },
    { hosts: ['c.com'], certificate: here('c'), clients: here('c-cacert') },
    { hosts: ['d.com'], certificate: here('d'), clients: here('ca-cacert') },
  ] as const;
  expect(serversOf({ servers, redirect: false })).toEqual([
    { port: https('a'), hosts: ['a.com'], tls: { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName: 'ca-cacert' } },
    { port: https('b'), hosts: ['b.com'], tls: { mode: 'MUTUAL', credentialName: 'b', caCertCredentialName: 'b-cacert' } },
    { port: https('c'), hosts: ['c.com'], tls: { mode: 'MUTUAL', credentialName: 'c', caCertCredentialName: 'c-cacert' } },
    { port: https('d'), hosts: ['d.com'], tls: { mode: 'MUTUAL', credentialName: 'd', caCertCredentialName: 'ca-cacert' } },
  ]);
});

test('rules name it as any Gateway', () => {
  const { chart, gateway } = setUp();
  const shop = new HttpsIngress(chart, 'shop', { gateway, servers: [{ hosts: ['a.com'], certificate: here('a') }] });
  const route = [{ destination: Destination.unchecked({ host: 'front' }) }] as const;
  new VirtualService(chart, 'front', { hosts: ['a.com'], gateways: [shop], http: [{ route }] });
  expect(specOf(chart, 'VirtualService', 'front')).toMatchObject({ gateways: ['shop'] });
});

const refused = (servers: object[]) => {
  const { chart, gateway } = setUp();
  return refusals(() => new HttpsIngress(chart, 'shop', { gateway, servers } as unknown as HttpsIngressProps));
};

test('fails when a Secret is where the gateway does not look', () => {
  const server = { hosts: ['a.com'], certificate: secret('a', 'shop'), clients: secret('ca') };
  const problem = 'is not in istio-system, the only namespace in which the gateway looks';
  expect(refused([server])).toEqual([
    `servers[0].certificate ${problem}, got "shop/a"; make it in istio-system`,
    `servers[0].clients ${problem}, got "<namespace of kubectl>/ca"; make it in istio-system`,
  ]);
});

test('fails when a host has two certificates', () => {
  const servers = ['a', 'b'].map((name) => ({ hosts: [`${name}.com`, 'c.com'], certificate: here(name) }));
  expect(refused(servers)).toEqual([
    'servers[1].hosts[1] has a certificate by servers[0].hosts[1] already, got "c.com"; give each host one certificate',
  ]);
});

test('a Certificate is taken by its Secret', () => {
  const { chart, gateway } = setUp();
  const metadata = { namespace: 'istio-system' };
  const issuer = OutsideIssuer.unchecked({ name: 'public' });
  const dnsNames = ['a.com', '*.a.com'] as const;
  const certificate = new Certificate(chart, 'certificate', { metadata, issuer, dnsNames, secretName: 'tls' });
  const hosts = ['a.com', 'www.A.com', '*.a.com', 'shop/b.a.com', '*'] as const;
  new HttpsIngress(chart, 'shop', { gateway, servers: [{ hosts, certificate }] });
  expect(specOf(chart, 'Gateway', 'shop')).toMatchObject({ servers: [{ tls: { credentialName: 'tls' } }, {}] });
  expect(
    refusals(() => new HttpsIngress(chart, 'other', { gateway, servers: [{ hosts: ['b.com', 'x.y.a.com'], certificate }] })),
  ).toEqual([
    'servers[0].hosts[0] is not a name of its certificate, got "b.com"; add it to the dnsNames of test/certificate',
    'servers[0].hosts[1] is not a name of its certificate, got "x.y.a.com"; add it to the dnsNames of test/certificate',
  ]);
});

test('fails when it is no Secret', () => {
  const service = new ApiObject(testChart('istio-system'), 'front', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front' },
  });
  expect(refused([{ hosts: ['a.com'], certificate: service }])).toEqual([
    'servers[0].certificate is a Service, got "front"; give a Secret or a Certificate',
  ]);
});

test('fails when a host is no DNS name', () => {
  expect(refused([{ hosts: ['https://a.com'], certificate: here('a') }])[0]).toContain('servers[0].hosts[0]');
});
