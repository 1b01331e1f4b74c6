import { Chart, Testing } from 'cdk8s';
import { Deployment, Secret, Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { AuthoritiesRef } from '../../lib/networking/authorities-reference';
import { Destination } from '../../lib/networking/destination';
import { DestinationRule } from '../../lib/networking/destination-rule';
import { Gateway } from '../../lib/networking/gateway';
import { OutsideGateway } from '../../lib/networking/gateway-reference';
import { GatewaySelector } from '../../lib/networking/gateway-selector';
import { ServiceEntry } from '../../lib/networking/service-entry';
import type { ServiceRef } from '../../lib/networking/service-host';
import { VirtualService } from '../../lib/networking/virtual-service';
import { Workload } from '../../lib/networking/workload';
import { manifests, refusals, specOf, testChart } from '../synth';

const mutual = { number: 443, name: 'https', protocol: 'HTTPS' } as const;

/** A chart of its own namespace beside that of the rules. */
function beside(chart: Chart, namespace: string): Chart {
  return new Chart(chart.node.root, namespace, { namespace });
}

class Pods extends Construct {
  readonly namespace = 'istio-ingress';
  readonly gatewaySelector = GatewaySelector.ofPods(this, { istio: 'ingress' });
}

function reviewsIn(chart: Chart): { service: Service; pods: Deployment } {
  const metadata = { name: 'reviews', labels: { app: 'reviews', version: 'v1' } };
  const pods = new Deployment(chart, 'pods', {
    metadata,
    podMetadata: { labels: metadata.labels },
    containers: [{ image: 'reviews', portNumber: 9080 }],
  });
  const ports = [
    { name: 'http', port: 80, targetPort: 9080 },
    { name: 'grpc', port: 9090 },
  ];
  return { pods, service: new Service(chart, 'service', { metadata: { name: 'reviews' }, selector: pods, ports }) };
}

test('a Service of cdk8s-plus is a host of every kind, short in its namespace and full in any other', () => {
  const shop = testChart('shop');
  const { service } = reviewsIn(shop);
  for (const chart of [shop, beside(shop, 'edge')]) {
    const rule = new DestinationRule(chart, 'rule', { host: service });
    new VirtualService(chart, 'routes', {
      hosts: [service],
      http: [
        { match: [{ port: 80 }], route: [{ destination: rule.destination('http') }] },
        { route: [{ destination: Destination.service(service, 9090) }] },
      ],
    });
    const host = chart === shop ? 'reviews' : 'reviews.shop.svc.cluster.local';
    expect(rule.toJson().spec).toEqual({ host });
    const [routes] = Testing.synth(chart).filter(({ kind }) => kind === 'VirtualService');
    expect(routes.spec).toEqual({
      hosts: [host],
      http: [
        { match: [{ port: 80 }], route: [{ destination: { host, port: { number: 80 } } }] },
        { route: [{ destination: { host, port: { number: 9090 } } }] },
      ],
    });
  }
});

test('a port that the Service gets later is there as well', () => {
  const chart = testChart('shop');
  const { service } = reviewsIn(chart);
  const destination = Destination.service(service, 'metrics');
  new VirtualService(chart, 'routes', { hosts: [service], http: [{ route: [{ destination }] }] });
  service.bind(15020, { name: 'metrics' });
  expect(specOf(chart, 'VirtualService', 'routes')).toMatchObject({
    http: [{ route: [{ destination: { port: { number: 15020 } } }] }],
  });
});

test('ports of a service outside of the cluster have names too', () => {
  const chart = testChart('shop');
  const external = new ServiceEntry(chart, 'api', { hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls' }] });
  new VirtualService(chart, 'routes', {
    hosts: [external.host],
    http: [{ route: [{ destination: external.destination('tls') }] }],
  });
  expect(specOf(chart, 'VirtualService', 'routes')).toMatchObject({
    http: [{ route: [{ destination: { host: 'api.example.com', port: { number: 443 } } }] }],
  });
});

test('subsets, selected clients and workloads of the mesh are Deployments', () => {
  const chart = testChart('shop');
  const { pods } = reviewsIn(chart);
  new DestinationRule(chart, 'rule', {
    host: 'reviews',
    subsets: { v1: { workload: pods }, v2: { labels: pods.matchLabels } },
    workloadSelector: Workload.of(pods),
  });
  new ServiceEntry(chart, 'entry', { hosts: ['a.example'], resolution: 'STATIC', workloadSelector: Workload.of(pods) });
  const labels = pods.matchLabels;
  expect(Object.keys(labels)).not.toHaveLength(0);
  expect(specOf(chart, 'DestinationRule', 'rule')).toMatchObject({
    subsets: [
      { name: 'v1', labels },
      { name: 'v2', labels },
    ],
    workloadSelector: { matchLabels: labels },
  });
  expect(specOf(chart, 'ServiceEntry', 'entry')).toMatchObject({ workloadSelector: { labels } });
});

test.each<[string, AuthoritiesRef, string]>([
  ['a Secret', { name: 'ca', metadata: {} }, 'ca-cacert'],
  ['a Secret that is named for it', { name: 'ca-cacert', metadata: {} }, 'ca-cacert'],
  ['a ConfigMap of any namespace', { kind: 'ConfigMap', name: 'ca', metadata: { namespace: 'other' } }, 'configmap://other/ca'],
  ['the name of a ConfigMap', 'configmap://other/ca', 'configmap://other/ca'],
])('authorities of clients are %s', (_, caCertCredentialName, name) => {
  const chart = testChart('shop');
  new Gateway(chart, 'edge', {
    selector: GatewaySelector.unchecked({ istio: 'edge' }),
    servers: [{ port: mutual, hosts: ['*'], tls: { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName } }],
  });
  expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({ servers: [{ tls: { caCertCredentialName: name } }] });
});

test('Secrets and service accounts are objects', () => {
  const chart = testChart('shop');
  const server = new Secret(chart, 'server');
  const client = new Secret(chart, 'client', { metadata: { name: 'client' } });
  const port = { number: 443, name: 'https', protocol: 'HTTPS' } as const;
  new Gateway(chart, 'edge', {
    selector: GatewaySelector.unchecked({ istio: 'edge' }),
    servers: [
      { port, hosts: ['a.example'], tls: { mode: 'SIMPLE', credentialName: server } },
      {
        port: { ...port, name: 'mutual' },
        hosts: ['b.example'],
        tls: { mode: 'MUTUAL', credentialNames: [server, 'ecdsa'], caCertCredentialName: client },
      },
    ],
  });
  new DestinationRule(chart, 'rule', {
    host: 'a.example',
    trafficPolicy: {
      tls: { mode: 'MUTUAL', credentialName: client },
      portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'SIMPLE', credentialName: client } }],
    },
    subsets: { v1: { version: 'v1', trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: client } } } },
  });
  new ServiceEntry(chart, 'entry', {
    hosts: ['c.example'],
    resolution: 'STATIC',
    endpoints: [{ address: '10.0.0.1', serviceAccount: { name: 'db' } }],
  });
  expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({
    servers: [
      { tls: { mode: 'SIMPLE', credentialName: server.name } },
      { tls: { mode: 'MUTUAL', credentialNames: [server.name, 'ecdsa'], caCertCredentialName: 'client-cacert' } },
    ],
  });
  expect(specOf(chart, 'DestinationRule', 'rule')).toMatchObject({
    trafficPolicy: { tls: { credentialName: 'client' }, portLevelSettings: [{ tls: { credentialName: 'client' } }] },
    subsets: [{ trafficPolicy: { tls: { credentialName: 'client' } } }],
  });
  expect(specOf(chart, 'ServiceEntry', 'entry')).toMatchObject({ endpoints: [{ serviceAccount: 'db' }] });
});

describe('fails when', () => {
  const ports = [{ name: 'http', port: 80 }, { port: 9090 }];
  const service: ServiceRef = { name: 'reviews', metadata: { namespace: 'shop' }, ports };

  test.each<[string, Destination, string]>([
    [
      'a route goes to a port that the Service has not',
      Destination.service(service, 8080),
      'is no port of the Service, got 8080; use one of 80 (http), 9090, or give it to the Service (IST0101)',
    ],
    [
      'a route goes to a name that no port has',
      Destination.service(service).withPort('grpc'),
      'is no port of the Service, got "grpc"; use one of 80 (http), 9090, or give it to the Service (IST0101)',
    ],
    [
      'the Service has no port at all',
      Destination.service({ ...service, ports: [] }).withPort(80),
      'is no port of the Service, got 80; give it to the Service (IST0101)',
    ],
    [
      'a name is asked of a Service that does not tell its ports',
      Destination.service({ name: 'reviews', metadata: {} }).withPort('http'),
      'has a name, but the ports of the host are not known, got "http"; give its number',
    ],
  ])('%s', (_, destination, message) => {
    const chart = testChart('shop');
    new VirtualService(chart, 'routes', { hosts: ['reviews'], http: [{ route: [{ destination }] }] });
    expect(() => manifests(chart)).toThrow(`[test/routes] http[0].route[0].destination.port ${message}`);
  });

  test('a condition is on a port that no host has', () => {
    const route = [{ destination: Destination.service(service, 80) }] as const;
    const http = [{ match: [{ port: 80 }, { port: 81 }], route }] as const;
    const chart = testChart('shop');
    new VirtualService(chart, 'edge', { hosts: [service], gateways: [OutsideGateway.unchecked('edge/public')], http });
    new VirtualService(chart, 'outside', { hosts: [service, 'a.example'], http });
    expect(manifests(chart)).toHaveLength(2);
    new VirtualService(chart, 'routes', { hosts: [service], http });
    expect(() => manifests(chart)).toThrow(
      '[test/routes] http[0].match[1].port is no port of the Service, got 81; use one of 80 (http), 9090, or give it to the Service',
    );
  });

  test('a rule is for a port that the Service has not', () => {
    const chart = testChart('shop');
    new DestinationRule(chart, 'rule', {
      host: service,
      trafficPolicy: { portLevelSettings: [{ port: { number: 8080 }, loadBalancer: { simple: 'RANDOM' } }] },
    });
    expect(() => manifests(chart)).toThrow(
      '[test/rule] trafficPolicy.portLevelSettings[0].port.number is no port of the Service, got 8080; use one of 80 (http), 9090',
    );
  });

  test('the gateway pods cannot read a Secret', () => {
    const chart = testChart('shop');
    const selector = new Pods(chart.node.root, 'ingress');
    const tls = { mode: 'SIMPLE', credentialNames: ['by-name', { name: 'cert', metadata: { namespace: 'shop' } }] } as const;
    new Gateway(chart, 'edge', {
      selector,
      servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls }],
    });
    expect(() => manifests(chart)).toThrow(
      '[test/edge] servers[0].tls.credentialNames[1] is a Secret that the gateway pods cannot read, got "shop/cert"; ' +
        'put it into istio-ingress, the namespace of the gateway pods (IST0101)',
    );
  });

  test.each<[string, AuthoritiesRef, string]>([
    [
      'the gateway pods cannot read the authorities',
      { name: 'ca', metadata: { namespace: 'shop' } },
      'is a Secret that the gateway pods cannot read, got "shop/ca"; put it into istio-ingress, the namespace of the gateway pods',
    ],
    [
      'authorities are in a ConfigMap of no namespace',
      { kind: 'ConfigMap', name: 'ca', metadata: {} },
      'is a ConfigMap without namespace, got "ca"; give it one, or its chart: it is known by both names',
    ],
  ])('%s', (_, caCertCredentialName, message) => {
    const chart = testChart('shop');
    const tls = { mode: 'MUTUAL', credentialName: 'a', caCertCredentialName } as const;
    new Gateway(chart, 'edge', {
      selector: new Pods(chart.node.root, 'ingress'),
      servers: [{ port: mutual, hosts: ['*'], tls }],
    });
    expect(() => manifests(chart)).toThrow(`[test/edge] servers[0].tls.caCertCredentialName ${message}`);
  });

  test('the clients that are selected cannot read a Secret', () => {
    const chart = testChart('shop');
    const credentialName = { name: 'ca', metadata: { namespace: 'other' } };
    new DestinationRule(chart, 'rule', {
      host: 'a.example',
      trafficPolicy: { tls: { mode: 'SIMPLE', credentialName } },
      workloadSelector: { matchLabels: { app: 'client' } },
    });
    expect(() => manifests(chart)).toThrow(
      '[test/rule] trafficPolicy.tls.credentialName is a Secret that the workloads that are selected cannot read, got "other/ca"; ' +
        'put it into shop, the namespace of the workloads that are selected (IST0101)',
    );
  });

  test('a rule selects clients of another namespace', () => {
    const chart = testChart('shop');
    const pods = Workload.of({ labels: { app: 'client' }, namespace: 'other' });
    new DestinationRule(chart, 'rule', { host: 'a.example', workloadSelector: pods });
    expect(() => manifests(chart)).toThrow(
      '[test/rule] workloadSelector is a workload of another namespace than shop, got "other"',
    );
  });

  test('a port of a ServiceEntry is asked by a name that it has not', () => {
    const entry = new ServiceEntry(testChart(), 'entry', { hosts: ['a.example'], ports: [{ number: 443, name: 'tls' }] });
    expect(refusals(() => entry.destination('https'))).toEqual([
      'port is no port of the Service, got "https"; use one of 443 (tls), or give it to the Service (IST0101)',
    ]);
  });
});
