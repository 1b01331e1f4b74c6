import {
  brief,
  destinationRule,
  from,
  type Manifest,
  service,
  serviceEntry,
  simulate,
  to,
  virtualService,
  workload,
} from './asked';

type Fields = Readonly<Record<string, unknown>>;
const addressed = (place: string, clusterIP: string, ports: Record<number, string>) => [
  service(place, ports, { clusterIP }),
  workload(place),
];
const SHOPS = [
  ...addressed('shop/a', '10.0.0.1', { 443: 'tls', 9000: 'tcp' }),
  ...addressed('shop/b', '10.0.0.2', { 443: 'tls', 9000: 'tcp' }),
  workload('shop/client'),
];
const A = 'a.shop.svc.cluster.local';
const entry = (name: string, host: string, port: Fields, more: Fields = {}) =>
  serviceEntry(`shop/${name}`, {
    hosts: [host],
    ports: [{ name: 'p', ...port }],
    resolution: 'STATIC',
    endpoints: [{ address: '1.1.1.1' }],
    ...more,
  });
const TLS = { number: 443, protocol: 'TLS' };
const TCP = { number: 9000, protocol: 'TCP' };

function ask(more: readonly Manifest[], url: string, options = {}) {
  return brief(from(simulate([...SHOPS, ...more]), 'client', url, options));
}
const tls = (hosts: string[], ...rules: Fields[]) => virtualService('shop/v', { hosts, tls: rules });
const tcp = (hosts: string[], ...rules: Fields[]) => virtualService('shop/v', { hosts, tcp: rules });

test.each<[string, Manifest[], string, Fields, string]>([
  ['any name, at an address', [], 'https://a/', {}, 'a.shop:443'],
  ['another name, at an address', [], 'https://a/', { sni: 'x.com' }, 'a.shop:443'],
  ['its name, without an address', [entry('e', 'e.com', TLS)], 'https://e.com/', {}, 'e.com:443'],
  ['another name, without an address', [entry('e', 'e.com', TLS)], 'https://e.com/', { sni: 'x.com' }, 'passthrough'],
  ['a name that is routed', [tls(['a'], { match: [{ sniHosts: [A] }], route: to('b') })], 'https://a/', { sni: A }, 'b.shop:443'],
  [
    'a name that is not routed, of a service that is',
    [tls(['a'], { match: [{ sniHosts: [A] }], route: to('b') })],
    'https://a/',
    { sni: 'x.com' },
    'passthrough',
  ],
  [
    'a name under a wildcard',
    [tls(['*.svc.cluster.local'], { match: [{ sniHosts: ['*.svc.cluster.local'] }], route: to('b') })],
    'https://a/',
    { sni: A },
    'b.shop:443',
  ],
  [
    'rules for another port',
    [tls(['a'], { match: [{ port: 8443, sniHosts: [A] }], route: to('b') })],
    'https://a/',
    { sni: A },
    'a.shop:443',
  ],
  [
    'rules for other pods',
    [tls(['a'], { match: [{ sourceLabels: { app: 'x' }, sniHosts: [A] }], route: to('b') })],
    'https://a/',
    { sni: A },
    'a.shop:443',
  ],
  [
    'rules for other pods and for sidecars',
    [tls(['a'], { match: [{ sourceLabels: { app: 'x' }, gateways: ['mesh'], sniHosts: [A] }], route: to('b') })],
    'https://a/',
    { sni: A },
    'a.shop:443',
  ],
  [
    'rules for requests',
    [virtualService('shop/v', { hosts: ['a'], http: [{ route: to('b') }] })],
    'https://a/',
    {},
    'a.shop:443',
  ],
  [
    'the first of two rules',
    [tls(['a'], { match: [{ sniHosts: [A] }], route: to('b') }, { match: [{ sniHosts: [A] }], route: to('a') })],
    'https://a/',
    { sni: A },
    'b.shop:443',
  ],
])('TLS with %s', (_, more, url, options, goes) => {
  expect(ask(more, url, options)).toBe(goes);
});

test.each<[string, Manifest[], Fields, string]>([
  ['no rules', [], {}, 'a.shop:9000'],
  ['a rule without conditions', [tcp(['a'], { route: to('b') })], {}, 'b.shop:9000'],
  ['a rule for the port', [tcp(['a'], { match: [{ port: 9000 }], route: to('b') })], {}, 'b.shop:9000'],
  ['a rule for another port', [tcp(['a'], { match: [{ port: 9001 }], route: to('b') })], {}, 'a.shop:9000'],
  ['a rule for other pods', [tcp(['a'], { match: [{ sourceLabels: { app: 'x' } }], route: to('b') })], {}, 'a.shop:9000'],
  [
    'a rule for the subnet',
    [tcp(['a'], { match: [{ destinationSubnets: ['10.0.0.0/24'] }], route: to('b') })],
    {},
    'b.shop:9000',
  ],
  [
    'a rule for another subnet',
    [tcp(['a'], { match: [{ destinationSubnets: ['10.1.0.0/24'] }], route: to('b') })],
    {},
    'a.shop:9000',
  ],
  ['shares', [tcp(['a'], { route: to('a=1', 'b=1') })], {}, 'a.shop:9000=50 b.shop:9000=50'],
  [
    'a subset',
    [tcp(['a'], { route: to('b/v1') }), destinationRule('shop/d', { host: 'b', subsets: [{ name: 'v1' }] })],
    {},
    'b.shop:9000/v1',
  ],
  ['a destination that is not there', [tcp(['a'], { route: to('nowhere') })], {}, 'noCluster nowhere.shop:9000'],
  ['rules for requests', [virtualService('shop/v', { hosts: ['a'], http: [{ route: to('b') }] })], {}, 'a.shop:9000'],
])('TCP with %s', (_, more, options, goes) => {
  expect(ask(more, 'tcp://a:9000', options)).toBe(goes);
});

test('subnets in the place of addresses', () => {
  const more = [
    entry('e', 'e.com', TCP, { addresses: ['192.0.2.0/24'] }),
    entry('f', 'f.com', TCP, { addresses: ['192.0.2.128/25'] }),
  ];
  const at = (address: string) => ask(more, 'tcp://x.com:9000', { address });
  expect(['192.0.2.1', '192.0.2.200', '198.51.100.1'].map(at)).toEqual(['e.com:9000', 'f.com:9000', 'passthrough']);
});

test('the name of an entry stands for one of its addresses', () => {
  const more = (addresses: readonly string[]) => [entry('e', 'e.com', TCP, { addresses })];
  expect(ask(more(['192.0.2.0/24']), 'tcp://e.com:9000')).toBe('e.com:9000');
  expect(ask(more(['192.0.2.7/32']), 'tcp://e.com:9000')).toBe('e.com:9000');
});

test('each address of an entry is listened at', () => {
  const more = [entry('e', 'e.com', TCP, { addresses: ['192.0.2.1', '192.0.2.2/32'] })];
  const at = (address: string) => ask(more, 'tcp://x.com:9000', { address });
  expect(['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(at)).toEqual(['e.com:9000', 'e.com:9000', 'passthrough']);
});

test('pods of a Service without address are called one by one', () => {
  const headless = [service('shop/h', { 9000: 'tcp' }, { clusterIP: 'None' }), workload('shop/h')];
  expect(ask(headless, 'tcp://h:9000')).toBe('h.shop:9000');
  expect(ask([...headless, tcp(['h'], { route: to('b') })], 'tcp://h-0.h:9000')).toBe('b.shop:9000');
});
