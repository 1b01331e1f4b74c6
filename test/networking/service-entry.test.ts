import { ServiceEntry, type ServiceEntryProps } from '../../lib/networking/service-entry';
import { VirtualService } from '../../lib/networking/virtual-service';
import type { WorkloadEndpoint } from '../../lib/networking/workload-endpoint';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const entry = (props: ServiceEntryProps) => new ServiceEntry(testChart('shop'), 'entry', props);

function rendered(props: ServiceEntryProps): unknown {
  return specOf(entry(props), 'ServiceEntry', 'entry');
}

test('a host alone', () => {
  expect(manifestOf(entry({ hosts: ['api.example.com'] }), 'ServiceEntry', 'entry')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'entry', namespace: 'shop' },
    spec: { hosts: ['api.example.com'] },
  });
});

test('every prop, with endpoints', () => {
  const endpoint: Required<WorkloadEndpoint> = {
    address: '10.0.0.1',
    network: 'other',
    ports: { web: 8080 },
    labels: { version: 'v1' },
    locality: 'us/a/b',
    weight: 0,
    serviceAccount: 'db',
  };
  const props: ServiceEntryProps = {
    metadata: { name: 'db', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    hosts: ['db.example.com', '*.db.example.com'],
    addresses: ['240.0.0.0/24', '2001:db8::1'],
    ports: [{ number: 80, name: 'web', protocol: 'HTTP', targetPort: 8080 }],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    endpoints: [endpoint, { network: 'far' }],
    subjectAltNames: ['spiffe://db'],
    exportTo: ['~'],
  };
  const chart = testChart();
  new ServiceEntry(chart, 'entry', props);
  expect(manifestOf(chart, 'ServiceEntry', 'db')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'db', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      hosts: ['db.example.com', '*.db.example.com'],
      addresses: ['240.0.0.0/24', '2001:db8::1'],
      ports: [{ number: 80, name: 'web', protocol: 'HTTP', targetPort: 8080 }],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      endpoints: [
        {
          address: '10.0.0.1',
          network: 'other',
          ports: { web: 8080 },
          labels: { version: 'v1' },
          locality: 'us/a/b',
          weight: 0,
          serviceAccount: 'db',
        },
        { network: 'far' },
      ],
      subjectAltNames: ['spiffe://db'],
      exportTo: ['~'],
    },
  });
});

test('an external host by DNS, as in Istio’s egress tasks', () => {
  const ports = [
    { number: 80, name: 'http', protocol: 'HTTP' },
    { number: 443, name: 'https', protocol: 'HTTPS' },
  ] as const;
  expect(rendered({ hosts: ['edition.cnn.com'], location: 'MESH_EXTERNAL', ports, resolution: 'DNS' })).toEqual({
    hosts: ['edition.cnn.com'],
    location: 'MESH_EXTERNAL',
    ports: [
      { number: 80, name: 'http', protocol: 'HTTP' },
      { number: 443, name: 'https', protocol: 'HTTPS' },
    ],
    resolution: 'DNS',
  });
});

test.each<ServiceEntryProps>([
  { hosts: ['a.com', 'b.com'], resolution: 'NONE', addresses: ['10.0.0.0/8'], ports: [{ number: 9000, name: 'tcp' }] },
  { hosts: ['a.com'], workloadSelector: { labels: { app: 'a' } } },
  { hosts: ['db'], resolution: 'STATIC', ports: [{ number: 1, name: 'db' }], endpoints: [{ address: 'unix:///var/run/db' }] },
  { hosts: ['*.a.com'], resolution: 'DNS', endpoints: [{ address: 'b.com', weight: 1 }, { address: '10.0.0.1' }] },
  { hosts: ['a.com'], resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: 'b.com' }] },
  { hosts: ['*.a.com'], resolution: 'DYNAMIC_DNS', ports: [{ number: 443, name: 'tls', protocol: 'TLS' }] },
])('as it is written: %j', (props) => {
  expect(rendered(props)).toEqual(props);
});

test('its first host is the destination of a route', () => {
  const chart = testChart('shop');
  const ports = [{ number: 443, name: 'tls', protocol: 'TLS' }] as const;
  const api = new ServiceEntry(chart, 'api', { hosts: ['api.example.com'], ports, resolution: 'DNS' });
  const http = [{ route: [{ destination: api.destination(443) }] }, { route: [{ destination: api.destination() }] }] as const;
  new VirtualService(chart, 'far', { metadata: { namespace: 'other' }, hosts: [api.host], http });
  expect(specOf(chart, 'VirtualService', 'far')).toMatchObject({
    hosts: ['api.example.com'],
    http: [
      { route: [{ destination: { host: 'api.example.com', port: { number: 443 } } }] },
      { route: [{ destination: { host: 'api.example.com' } }] },
    ],
  });
});

describe('fails when', () => {
  test('a port that is not there is asked for', () => {
    const ports = [{ number: 443, name: 'tls' }];
    expect(refusals(() => entry({ hosts: ['a.com'], ports }).destination(80))).toEqual([
      'port is no port of the Service, got 80; use one of 443 (tls), or give it to the Service (IST0101)',
    ]);
    expect(refusals(() => entry({ hosts: ['a.com'] }).destination(80))).toEqual([
      'port is no port of the Service, got 80; give it to the Service (IST0101)',
    ]);
  });

  test('rules refer to a host that they would take for a Service', () => {
    expect(refusals(() => entry({ hosts: ['db', 'db.example.com'] }).host)).toEqual([
      'hosts[0] cannot be referred to by rules, got "db"; give the service a name with a dot as its first host',
    ]);
  });

  test('lists are too long', () => {
    const many = Array.from({ length: 257 }, (_, i) => i + 1);
    const ports = many.map((number) => ({ number, name: `port-${number}` }));
    const addresses = many.map((number) => `10.0.${number >> 8}.${number & 255}`);
    const [first = '', ...more] = many.map((number) => `a${number}.com`);
    const entries = 'must have at most 256 entries, got 257; take some away';
    expect(refusals(() => entry({ hosts: [first, ...more], ports, addresses }))).toEqual([
      `hosts ${entries}`,
      `ports ${entries}`,
      `addresses ${entries}`,
    ]);
  });

  const hosts = ['a.com'] as const;
  const web = [{ number: 80, name: 'web', protocol: 'HTTP' }] as const;

  test.each<[string, ServiceEntryProps, string[]]>([
    ['there is no host', { hosts: [] as unknown as ['a'] }, ['hosts must not be empty; fill it, or leave it out']],
    ['it is every host', { hosts: ['*'] }, ['hosts[0] is every host, got "*"; name the service, *.example.com for example']],
    [
      'a host has a port',
      { hosts: ['a.com:80'] },
      ['hosts[0] is not a host, got "a.com:80"; use a DNS name, with a * at its beginning at most, and without port'],
    ],
    [
      'a wildcard is looked up',
      { hosts: ['*.a.com'], resolution: 'DNS' },
      ['hosts[0] cannot be looked up in DNS, got "*.a.com"; name one host, or list endpoints'],
    ],
    [
      'an address is none',
      { hosts, addresses: ['10.0.0.0/33'] },
      ['addresses[0] is not an IP address or subnet, got "10.0.0.0/33"; use for example 10.0.0.1 or 10.0.0.0/24'],
    ],
    [
      'a subnet is looked up',
      { hosts, addresses: ['10.0.0.0/8'], resolution: 'DNS' },
      [
        'addresses[0] is a subnet, which DNS resolution does not take, got "10.0.0.0/8"; ' +
          'use single addresses, or resolution NONE or STATIC',
      ],
    ],
    [
      'two ports are one',
      { hosts, ports: [...web, { number: 80, name: 'also-web' }] },
      ['ports[1].number is that of ports[0].number as well, got 80; declare each port once'],
    ],
    [
      'two ports have one name',
      { hosts, ports: [...web, { number: 81, name: 'web' }] },
      ['ports[1] has the name of ports[0] as well, got {"number":81,"name":"web"}; tell the two apart'],
    ],
    [
      'a port is none',
      { hosts, ports: [{ number: 0, name: 'a.b', targetPort: 70000 }] },
      [
        'ports[0].number must be a port number, got 0; use a whole number between 1 and 65535',
        'ports[0].name is not a DNS label, got "a.b"; use at most 63 letters, digits and -, beginning and ending with a letter or digit',
        'ports[0].targetPort must be a port number, got 70000; use a whole number between 1 and 65535',
      ],
    ],
    [
      'hosts cannot be told apart',
      { hosts: ['a.com', 'b.com'], resolution: 'DNS', ports: [...web, { number: 9000, name: 'tcp', protocol: 'TCP' }] },
      [
        'ports[1].protocol cannot tell the hosts apart, got "TCP"; ' +
          'declare an HTTP or TLS protocol, or give each host a ServiceEntry of its own',
      ],
    ],
    [
      'hosts cannot be told apart for want of a protocol',
      { hosts: ['a.com', 'b.com'], resolution: 'STATIC', ports: [{ number: 9000, name: 'any' }] },
      [
        'ports[0].protocol cannot tell the hosts apart; declare an HTTP or TLS protocol, or give each host a ServiceEntry of its own',
      ],
    ],
    [
      'workloads are selected by a wildcard',
      { hosts, workloadSelector: { labels: { app: '*' } } },
      ['workloadSelector.labels has a *, which picks nothing, got "app=*"; write the whole key and the whole value'],
    ],
    [
      'no namespace and one see it',
      { hosts, exportTo: ['~', '.'] },
      ['exportTo has other entries beside ~, got ["~","."]; leave ~ alone, or remove it'],
    ],
    [
      'names are looked up inside the mesh, by a waypoint',
      {
        metadata: { labels: { 'istio.io/use-waypoint': 'waypoint' } },
        hosts: ['*.a.com'],
        resolution: 'DYNAMIC_DNS',
        location: 'MESH_INTERNAL',
      },
      [
        'location does not go with DYNAMIC_DNS and a waypoint, got "MESH_INTERNAL"; ' +
          'set it to MESH_EXTERNAL, or remove the label istio.io/use-waypoint',
      ],
    ],
  ])('%s', (_, props, messages) => {
    expect(refusals(() => entry(props))).toEqual(messages);
  });
});
