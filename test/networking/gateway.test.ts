import { Gateway, type GatewayProps } from '../../lib/networking/gateway';
import { type GatewayPodsRef, GatewaySelector } from '../../lib/networking/gateway-selector';
import type { Server } from '../../lib/networking/server';
import type { ServerTls } from '../../lib/networking/server-tls';
import { VirtualService } from '../../lib/networking/virtual-service';
import { manifestOf, manifests, refusals, specOf, testChart } from '../synth';

const selector = GatewaySelector.unchecked({ istio: 'ingressgateway' });
const http = { number: 80, name: 'http', protocol: 'HTTP' } as const;
const https = { number: 443, name: 'https', protocol: 'HTTPS' } as const;

const gateway = (...servers: [Server, ...Server[]]) => new Gateway(testChart('shop'), 'edge', { selector, servers });

test('one port for all hosts, as in Istio’s own bookinfo', () => {
  const chart = testChart('bookinfo');
  new Gateway(chart, 'bookinfo-gateway', {
    selector,
    servers: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
  });
  expect(manifestOf(chart, 'Gateway', 'bookinfo-gateway')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'bookinfo-gateway', namespace: 'bookinfo' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  });
});

test('every prop', () => {
  const chart = testChart();
  const props: Required<GatewayProps> = {
    metadata: { name: 'edge', namespace: 'shop', labels: { app: 'edge' }, annotations: { note: 'none' } },
    selector,
    servers: [
      {
        port: { number: 80, name: 'web', protocol: 'HTTP2' },
        hosts: ['./a.com', '*/*.b.com', 'shop/*', '10.0.0.1'],
        bind: '10.0.0.2',
        name: 'web',
        defaultEndpoint: '127.0.0.1:8080',
        tls: { httpsRedirect: false },
      },
      { port: https, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
      { port: { number: 0, name: 'socket', protocol: 'TCP' }, hosts: ['*'], bind: 'unix://@socket' },
    ],
  };
  new Gateway(chart, 'gateway', props);
  expect(manifestOf(chart, 'Gateway', 'edge')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'shop', labels: { app: 'edge' }, annotations: { note: 'none' } },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 80, name: 'web', protocol: 'HTTP2' },
          hosts: ['./a.com', '*/*.b.com', 'shop/*', '10.0.0.1'],
          bind: '10.0.0.2',
          name: 'web',
          defaultEndpoint: '127.0.0.1:8080',
          tls: { httpsRedirect: false },
        },
        { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'a' } },
        { port: { number: 0, name: 'socket', protocol: 'TCP' }, hosts: ['*'], bind: 'unix://@socket' },
      ],
    },
  });
});

const terms = {
  minProtocolVersion: 'TLSV1_2',
  maxProtocolVersion: 'TLSV1_3',
  cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384'],
} as const;
const clients = { subjectAltNames: ['client'], insecureSkipVerify: false } as const;
const files = { serverCertificate: '/crt', privateKey: '/key' };

test.each<ServerTls>([
  { mode: 'PASSTHROUGH' },
  { mode: 'AUTO_PASSTHROUGH' },
  { mode: 'ISTIO_MUTUAL', ...clients, caCrl: '/crl' },
  { mode: 'SIMPLE', ...terms, credentialNames: ['rsa', 'ecdsa'] },
  { mode: 'SIMPLE', ...files },
  { mode: 'MUTUAL', ...terms, ...clients, ...files, caCertificates: '/ca', caCrl: '/crl' },
  { mode: 'MUTUAL', tlsCertificates: [{ ...files, caCertificates: '/ca' }, files], caCertificates: '/ca' },
  {
    mode: 'OPTIONAL_MUTUAL',
    credentialName: 'a',
    caCertCredentialName: 'ca-cacert',
    verifyCertificateSpki: ['c3Braw=='],
    verifyCertificateHash: ['00:ff'],
  },
])('TLS as it is written: $mode', (tls) => {
  expect(specOf(gateway({ port: https, hosts: ['a.com'], tls }), 'Gateway', 'edge')).toEqual({
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['a.com'], tls }],
  });
});

test('a VirtualService refers to it by name, and by namespace from another one', () => {
  const chart = testChart('shop');
  const edge = new Gateway(chart, 'edge', { selector, servers: [{ port: http, hosts: ['*'] }] });
  const http1 = [{ directResponse: { status: 404 } }] as const;
  new VirtualService(chart, 'near', { hosts: ['a.com'], gateways: [edge], http: http1 });
  new VirtualService(chart, 'far', { metadata: { namespace: 'other' }, hosts: ['a.com'], gateways: [edge, 'mesh'], http: http1 });
  expect(specOf(chart, 'VirtualService', 'near')).toMatchObject({ gateways: ['edge'] });
  expect(specOf(chart, 'VirtualService', 'far')).toMatchObject({ gateways: ['shop/edge', 'mesh'] });
});

test('its pods are those of a gateway of the program', () => {
  const chart = testChart('shop');
  const ingress = { gatewaySelector: GatewaySelector.ofPods(chart, { app: 'istio-ingress', istio: 'ingress' }) };
  new Gateway(chart, 'edge', { selector: ingress, servers: [{ port: http, hosts: ['*'] }] });
  expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({ selector: { app: 'istio-ingress', istio: 'ingress' } });
});

describe('fails when', () => {
  const outside = 'or GatewaySelector.unchecked(...) for pods outside of it (IST0101)';

  test('labels are forced past the compiler that no gateway pod has', () => {
    const chart = testChart('shop');
    const forced = { istio: 'ingresgateway' } as unknown as GatewayPodsRef;
    new Gateway(chart, 'edge', { selector: forced, servers: [{ port: http, hosts: ['*'] }] });
    expect(() => manifests(chart)).toThrow(
      '[test/edge] selector matches no gateway pod of this program, got {"istio":"ingresgateway"}; ' +
        `pass the IngressGateway or EgressGateway itself, ${outside}`,
    );
    GatewaySelector.ofPods(chart, { istio: 'ingressgateway' });
    GatewaySelector.ofPods(chart, { istio: 'egressgateway' });
    expect(() => manifests(chart)).toThrow(
      `pass the IngressGateway or EgressGateway itself with {"istio":"ingressgateway"} or {"istio":"egressgateway"}, ${outside}`,
    );
    GatewaySelector.ofPods(chart, { app: 'edge', istio: 'ingresgateway' });
    expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({ selector: { istio: 'ingresgateway' } });
  });

  test('the gateway is one of another program', () => {
    const chart = testChart('shop');
    const ingress = GatewaySelector.ofPods(testChart(), { istio: 'ingressgateway' });
    new Gateway(chart, 'edge', { selector: ingress, servers: [{ port: http, hosts: ['*'] }] });
    expect(() => manifests(chart)).toThrow('selector matches no gateway pod of this program, got {"istio":"ingressgateway"}');
  });

  test('there are no pods, forced past the compiler', () => {
    const chart = testChart('shop');
    new Gateway(chart, 'edge', { servers: [{ port: http, hosts: ['*'] }] } as never);
    expect(() => manifests(chart)).toThrow('[test/edge] selector is missing; pass the IngressGateway or EgressGateway');
  });

  test('its name has a dot', () => {
    const servers = [{ port: http, hosts: ['*'] }] as const;
    expect(refusals(() => new Gateway(testChart(), 'edge.example', { selector, servers }))).toEqual([
      'metadata.name is not a valid Kubernetes name, got "edge.example"; ' +
        'use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
    ]);
  });

  test('lists are empty that are forced past the compiler', () => {
    const none = [] as unknown as [Server];
    expect(refusals(() => gateway(...none))).toEqual([
      'servers must have at least one entry, got []; give the ports that are opened',
    ]);
    expect(refusals(() => gateway({ port: http, hosts: [] as unknown as [string] }))).toEqual([
      "servers[0].hosts must have at least one entry, got []; name the hosts that are served, or use ['*'] for all",
    ]);
  });

  test('two ports have one name', () => {
    const tls = { mode: 'PASSTHROUGH' } as const;
    expect(
      refusals(() => gateway({ port: http, hosts: ['*'] }, { port: { ...https, name: 'http' }, hosts: ['*'], tls })),
    ).toEqual(['servers[1].port.name is that of servers[0].port.name as well, got "http"; give each port its own name']);
  });

  const host = 'use a full DNS name, one with *. at its beginning, an IPv4 address, or * for every host';
  test.each<[string, Server, string]>([
    [
      'a host has no dot',
      { port: http, hosts: ['productpage'] },
      `hosts[0] is not a host that a gateway can serve, got "productpage"; ${host}`,
    ],
    [
      'a host begins with part of a wildcard',
      { port: http, hosts: ['*foo.com'] },
      `hosts[0] is not a host that a gateway can serve, got "*foo.com"; ${host}`,
    ],
    [
      'a host is an IPv6 address',
      { port: http, hosts: ['2001:db8::1'] },
      `hosts[0] is not a host that a gateway can serve, got "2001:db8::1"; ${host}`,
    ],
    [
      'a namespace is none',
      { port: http, hosts: ['~/a.com'] },
      'hosts[0] has no namespace before its /, got "~/a.com"; write the name of one, . for this one or * for all',
    ],
    [
      'a port has no number',
      { port: { ...http, number: 0 }, hosts: ['*'] },
      'port.number must be a port number, got 0; use a whole number between 1 and 65535',
    ],
    [
      'a port has no name',
      { port: { ...http, name: '' }, hosts: ['*'] },
      'port.name must not be empty, got ""; give the port a name',
    ],
    [
      'it listens on a name',
      { port: http, hosts: ['*'], bind: 'localhost' },
      'bind is not an IP address, got "localhost"; use for example 10.0.0.1 or 2001:db8::1',
    ],
    [
      'a socket is no file',
      { port: { ...http, number: 0 }, hosts: ['*'], bind: 'unix://var/run/' },
      'bind is not the address of a Unix domain socket, got "unix://var/run/"; ' +
        'use unix:///path/to/socket, or unix://@name for an abstract one',
    ],
    [
      'a socket has a port',
      { port: http, hosts: ['*'], bind: 'unix:///var/run/socket' },
      'port.number must be 0 for a Unix domain socket, got 80; set it to 0',
    ],
    [
      'a certificate has no path',
      { port: https, hosts: ['*'], tls: { mode: 'SIMPLE', serverCertificate: '', privateKey: '/key' } },
      'tls.serverCertificate is missing, which SIMPLE needs; give its path, or the Secret as credentialName',
    ],
    [
      'a file has no path',
      { port: https, hosts: ['*'], tls: { mode: 'SIMPLE', tlsCertificates: [files, { ...files, privateKey: '' }] } },
      'tls.tlsCertificates[1].privateKey is missing, which SIMPLE needs; give its path, or the Secret as credentialName',
    ],
  ])('%s', (_, server, message) => {
    expect(refusals(() => gateway(server))).toEqual([`servers[0].${message}`]);
  });
});
