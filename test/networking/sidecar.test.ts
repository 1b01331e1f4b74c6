import { Chart, Duration } from 'cdk8s';
import { Namespace, Service } from 'cdk8s-plus-27';
import { Destination } from '../../lib/networking/destination';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { ServiceEntry } from '../../lib/networking/service-entry';
import { Sidecar, type SidecarProps } from '../../lib/networking/sidecar';
import { Workload } from '../../lib/networking/workload';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const sidecar = (props: SidecarProps) => new Sidecar(testChart('shop'), 'default', props);
const rendered = (props: SidecarProps) => specOf(sidecar(props), 'Sidecar', 'default');
const service = (name: string, namespace?: string) => ({ name, metadata: { namespace } });

test('hosts alone, as in the example of Istio’s reference', () => {
  const chart = testChart('prod-us1');
  new Sidecar(chart, 'default', { egress: [{ hosts: ['prod-us1/*', 'prod-apis/*', 'istio-system/*'] }] });
  expect(manifestOf(chart, 'Sidecar', 'default')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'prod-us1' },
    spec: { egress: [{ hosts: ['prod-us1/*', 'prod-apis/*', 'istio-system/*'] }] },
  });
});

test('every prop', () => {
  const props: Required<SidecarProps> = {
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    workloadSelector: { labels: { app: 'db' } },
    ingress: [
      {
        port: { number: 443, protocol: 'HTTPS', name: 'https' },
        bind: '10.0.0.1',
        captureMode: 'NONE',
        defaultEndpoint: '127.0.0.1:8080',
        tls: {
          mode: 'OPTIONAL_MUTUAL',
          serverCertificate: '/crt',
          privateKey: '/key',
          caCertificates: '/ca',
          caCrl: '/crl',
          insecureSkipVerify: false,
          minProtocolVersion: 'TLSV1_2',
          maxProtocolVersion: 'TLSV1_3',
          cipherSuites: ['AES128-SHA'],
        },
        connectionPool: { http: { http2MaxRequests: 0 } },
      },
    ],
    egress: [
      { port: { number: 0, protocol: 'HTTP' }, bind: 'unix:///tmp/a', captureMode: 'NONE', hosts: ['*/*'] },
      { port: { number: 8080, protocol: 'HTTP_PROXY', name: 'proxy' }, bind: '127.0.0.1', captureMode: 'NONE', hosts: ['./*'] },
      { captureMode: 'IPTABLES', hosts: ['~/*'] },
    ],
    outboundTrafficPolicy: {
      mode: 'ALLOW_ANY',
      egressProxy: Destination.unchecked({ host: 'egress.example.com', subset: 'v1', port: { number: 80 } }),
    },
    inboundConnectionPool: { tcp: { connectTimeout: Duration.seconds(1), idleTimeout: Duration.seconds(0) } },
  };
  expect(manifestOf(sidecar(props), 'Sidecar', 'all')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      workloadSelector: { labels: { app: 'db' } },
      ingress: [
        {
          port: { number: 443, protocol: 'HTTPS', name: 'https' },
          bind: '10.0.0.1',
          captureMode: 'NONE',
          defaultEndpoint: '127.0.0.1:8080',
          tls: {
            mode: 'OPTIONAL_MUTUAL',
            serverCertificate: '/crt',
            privateKey: '/key',
            caCertificates: '/ca',
            caCrl: '/crl',
            insecureSkipVerify: false,
            minProtocolVersion: 'TLSV1_2',
            maxProtocolVersion: 'TLSV1_3',
            cipherSuites: ['AES128-SHA'],
          },
          connectionPool: { http: { http2MaxRequests: 0 } },
        },
      ],
      egress: [
        { port: { number: 0, protocol: 'HTTP' }, bind: 'unix:///tmp/a', captureMode: 'NONE', hosts: ['*/*'] },
        { port: { number: 8080, protocol: 'HTTP_PROXY', name: 'proxy' }, bind: '127.0.0.1', captureMode: 'NONE', hosts: ['./*'] },
        { captureMode: 'IPTABLES', hosts: ['~/*'] },
      ],
      outboundTrafficPolicy: {
        mode: 'ALLOW_ANY',
        egressProxy: { host: 'egress.example.com', subset: 'v1', port: { number: 80 } },
      },
      inboundConnectionPool: { tcp: { connectTimeout: '1s', idleTimeout: '0s' } },
    },
  });
});

describe('hosts by reference', () => {
  test('Services, ServiceEntries and Namespaces, in this namespace and in others', () => {
    const chart = testChart('shop');
    const own = new Service(chart, 'cart', { metadata: { name: 'cart' }, ports: [{ port: 80 }] });
    const data = new Namespace(chart, 'data', { metadata: { name: 'data' } });
    const outside = new ServiceEntry(chart, 'outside', { hosts: ['a.example.com', 'b.example.com'] });
    const shared = new ServiceEntry(new Chart(chart, 'other', { namespace: 'egress' }), 'shared', { hosts: ['c.example.com'] });
    const hosts = [own, service('db', 'data'), data, outside, shared] as const;
    new Sidecar(chart, 'default', { egress: [{ hosts }] });
    expect(specOf(chart, 'Sidecar', 'default')).toEqual({
      egress: [
        {
          hosts: [
            './cart.shop.svc.cluster.local',
            'data/db.data.svc.cluster.local',
            'data/*',
            './a.example.com',
            './b.example.com',
            'egress/c.example.com',
          ],
        },
      ],
    });
  });

  test('all but some', () => {
    const hosts = ['*/*', Sidecar.except({ kind: 'Namespace', name: 'data' }), Sidecar.except(service('cart', 'shop'))] as const;
    expect(rendered({ egress: [{ hosts }] })).toEqual({
      egress: [{ hosts: ['*/*', '~data/*', '~./cart.shop.svc.cluster.local'] }],
    });
  });

  test('a workload, and a proxy for all else', () => {
    const chart = testChart('shop');
    const egress = new DestinationRule(chart, 'egress', { host: service('egress', 'shop'), subsets: { v1: { version: 'v1' } } });
    new Sidecar(chart, 'default', {
      workloadSelector: Workload.unchecked({ app: 'cart' }),
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: egress.subset('v1', 8080) },
    });
    expect(specOf(chart, 'Sidecar', 'default')).toEqual({
      workloadSelector: { labels: { app: 'cart' } },
      outboundTrafficPolicy: {
        mode: 'ALLOW_ANY',
        egressProxy: { host: 'egress.shop.svc.cluster.local', subset: 'v1', port: { number: 8080 } },
      },
    });
  });
});

describe('fails when', () => {
  const forced = (props: object) => props as unknown as SidecarProps;
  const files = { mode: 'SIMPLE', serverCertificate: '/crt', privateKey: '/key' } as const;
  const egress = (...listeners: object[]) => forced({ egress: listeners });
  const ingress = (...listeners: object[]) => forced({ ingress: listeners });
  const https = { number: 443, protocol: 'HTTPS' };
  const PORT = 'use a whole number between 1 and 65535';
  const HOSTS = 'use <namespace>/<host>, with . for this namespace, * for all, and ~ before it to leave hosts out';
  const NAMES =
    'use a DNS name with a dot (reviews.shop.svc.cluster.local), *.example.com for all below one, or * for every host';
  const HERE = 'use 127.0.0.1:<port>, [::1]:<port>, 0.0.0.0:<port> or [::]:<port> for the address of the pod, or unix://<path>';

  test.each<[string, SidecarProps, ...string[]]>([
    [
      'nothing is set',
      forced({}),
      'egress and all else is left out; set egress, ingress, outboundTrafficPolicy or inboundConnectionPool',
    ],
    [
      'workloads are selected by a wildcard',
      { egress: [{ hosts: ['*/*'] }], workloadSelector: { labels: { app: 'c*' } } },
      'workloadSelector.labels has a *, which picks nothing, got "app=c*"; write the whole key and the whole value',
    ],
    ['a host has no namespace', egress({ hosts: ['a.b'] }), `egress[0].hosts[0] does not say the namespace, got "a.b"; ${HOSTS}`],
    [
      'a namespace has no name',
      egress({ hosts: ['/a.b', 'a_b/*', '~~/*'] }),
      `egress[0].hosts[0] has no namespace before its /, got "/a.b"; ${HOSTS}`,
      `egress[0].hosts[1] has no namespace before its /, got "a_b/*"; ${HOSTS}`,
      `egress[0].hosts[2] has no namespace before its /, got "~~/*"; ${HOSTS}`,
    ],
    [
      'a host is short, an address, or partly a wildcard',
      egress({ hosts: ['./reviews', './10.0.0.1', './*a.b', './a.b/c', './'] }),
      ...['./reviews', './10.0.0.1', './*a.b', './a.b/c', './'].map(
        (host, i) => `egress[0].hosts[${i}] has no full host after its /, got "${host}"; ${NAMES}`,
      ),
    ],
    [
      'there is no host',
      egress({ hosts: [] }),
      "egress[0].hosts must have at least one entry, got []; use ['~/*'] for no host at all",
    ],
    [
      'a Service has no namespace',
      { egress: [{ hosts: [service('cart')] }] },
      'egress[0].hosts[0] is a Service without namespace, got "cart"; ' +
        'give it one, or its chart: a Sidecar knows Services by their full name',
    ],
    [
      'the listener for all ports is not the last one',
      egress({ hosts: ['*/*'] }, { hosts: ['*/*'], port: { number: 80 } }, { hosts: ['*/*'] }),
      'egress[0] is for every port, and not the last one; put it at the end, and have only one without port',
    ],
    [
      'two listeners have one port',
      egress({ hosts: ['*/*'], port: { number: 80 } }, { hosts: ['*/*'], port: { number: 80 } }),
      'egress[1].port.number is that of egress[0].port.number as well, got 80; list all hosts of a port in one listener',
    ],
    [
      'a port has no number, and no socket',
      egress({ hosts: ['*/*'], port: { protocol: 'HTTP' } }),
      'egress[0].bind is no Unix domain socket, which a port without number needs, got ""; ' +
        'write unix:///path/to/socket, or give port.number',
    ],
    [
      'a socket is not absolute, redirected, and there twice',
      egress(
        { hosts: ['*/*'], port: { number: 0 }, bind: 'unix://a', captureMode: 'IPTABLES' },
        { hosts: ['*/*'], port: { number: 0 }, bind: 'unix://a' },
      ),
      'egress[0].bind is not the address of a Unix domain socket, got "unix://a"; ' +
        'use unix:///path/to/socket, or unix://@name for an abstract one',
      'egress[0].captureMode does not go with a Unix domain socket, got "IPTABLES"; use NONE',
      'egress[1].bind is not the address of a Unix domain socket, got "unix://a"; ' +
        'use unix:///path/to/socket, or unix://@name for an abstract one',
      'egress[1].bind is that of egress[0].bind as well, got "unix://a"; give each listener its own socket',
    ],
    [
      'a port is none, and its address',
      egress({ hosts: ['*/*'], port: { number: 70000, name: 'a_b', protocol: 'SCTP', targetPort: 1 }, bind: 'unix:///a' }),
      'egress[0].port.name is not a DNS label, got "a_b"; ' +
        'use at most 63 letters, digits and -, beginning and ending with a letter or digit',
      'egress[0].port.protocol is no protocol that Istio knows, got "SCTP"; ' +
        'use one of HTTP, HTTP2, GRPC, GRPC-WEB, HTTP_PROXY, HTTPS, TLS, TCP, MONGO, REDIS, MYSQL, UDP',
      `egress[0].port.number must be a port number, got 70000; ${PORT}`,
      'egress[0].port.targetPort does nothing in a sidecar, got 1; use defaultEndpoint',
      'egress[0].bind is not an IP address, got "unix:///a"; use for example 10.0.0.1 or 2001:db8::1',
    ],
    [
      'requests go to another machine',
      ingress({ port: { number: 80 }, defaultEndpoint: '10.0.0.1:80' }),
      `ingress[0].defaultEndpoint is not a place of the workload, got "10.0.0.1:80"; ${HERE}`,
    ],
    [
      'requests go to no port',
      ingress({ port: { number: 80 }, defaultEndpoint: '::1:80' }, { port: { number: 81 }, defaultEndpoint: '127.0.0.1:0' }),
      `ingress[0].defaultEndpoint is not a place of the workload, got "::1:80"; ${HERE}`,
      `ingress[1].defaultEndpoint is not a place of the workload, got "127.0.0.1:0"; ${HERE}`,
    ],
    [
      'a port is taken twice',
      ingress({ port: { number: 80 } }, { port: { number: 80 } }),
      'ingress[1].port.number is that of ingress[0].port.number as well, got 80; list each port once',
    ],
    [
      'TLS is set for a port of HTTP',
      ingress({ port: { number: 80, protocol: 'HTTP' }, tls: files }),
      'ingress[0].tls is set on a port that does not speak it, got "HTTP"; set port.protocol to HTTPS or TLS',
    ],
    [
      'TLS is that of a gateway',
      ingress({ port: https, tls: { mode: 'ISTIO_MUTUAL', credentialName: 'a', httpsRedirect: true, subjectAltNames: [] } }),
      'ingress[0].tls.mode is for gateways, got "ISTIO_MUTUAL"; use SIMPLE, MUTUAL or OPTIONAL_MUTUAL',
      'ingress[0].tls.httpsRedirect is for gateways, got true; use serverCertificate and privateKey, files in the proxy',
      'ingress[0].tls.credentialName is for gateways, got "a"; use serverCertificate and privateKey, files in the proxy',
    ],
    [
      'files are missing',
      ingress({ port: https, tls: { mode: 'MUTUAL', serverCertificate: '/crt' } }),
      'ingress[0].tls.privateKey is missing, which MUTUAL needs; give a path in the proxy',
      'ingress[0].tls.caCertificates is missing, which MUTUAL needs; give a path in the proxy',
    ],
    [
      'revoked certificates of no client are listed',
      ingress({ port: https, tls: { ...files, caCrl: '/crl' } }),
      'ingress[0].tls.caCrl is set without clients to check, got "/crl"; set mode to MUTUAL',
    ],
    [
      'limits say nothing, and too little',
      forced({ inboundConnectionPool: {}, ingress: [{ port: { number: 80 }, connectionPool: { tcp: { maxConnections: -1 } } }] }),
      'ingress[0].connectionPool.tcp.maxConnections is not a whole number in range, got -1; ' +
        'use a whole number between 0 and 2147483647',
      'inboundConnectionPool sets nothing, got {}; set tcp or http, or leave it out',
    ],
    [
      'a proxy has no port, and many hosts',
      { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: Destination.unchecked({ host: '*.example.com' }) } },
      'outboundTrafficPolicy.egressProxy.host is not a DNS name, got "*.example.com"; use the full name of a service',
      'outboundTrafficPolicy.egressProxy.port is missing; set it, the mesh does not look for one',
    ],
    [
      'a proxy is not asked',
      forced({
        outboundTrafficPolicy: {
          mode: 'REGISTRY_ONLY',
          egressProxy: Destination.unchecked({ host: 'a.b', port: { number: 80 } }),
        },
      }),
      'outboundTrafficPolicy.egressProxy is not asked in mode REGISTRY_ONLY, got {"host":"a.b","port":{"number":80}}; use ALLOW_ANY',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => sidecar(props))).toEqual(messages);
  });

  test('the subset of a proxy is defined nowhere', () => {
    const chart = testChart('shop');
    const rule = new DestinationRule(testChart('shop'), 'egress', { host: 'egress', subsets: { v1: { version: 'v1' } } });
    new Sidecar(chart, 'default', { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: rule.subset('v1', 80) } });
    expect(chart.node.findChild('default').node.validate()).toEqual([
      'outboundTrafficPolicy.egressProxy.subset is defined by no DestinationRule for egress.shop.svc.cluster.local, got "v1"; ' +
        'define one with this subset (IST0101)',
    ]);
  });
});
