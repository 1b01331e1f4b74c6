import { apps, destinationRule, from, type Manifest, service, simulate, workload } from './asked';

type Fields = Readonly<Record<string, unknown>>;
const placed = (name: string, app: string, locality: string) => workload(`shop/${name}`, { app, 'istio-locality': locality });
const PODS = ['r1.z1.a', 'r1.z1.b', 'r1.z2.a', 'r2.z1.a', 'r3.z1.a'];
const BASE = [
  placed('client', 'client', 'r1.z1.a'),
  service('shop/a'),
  ...PODS.map((locality) => placed(`a-${locality.replaceAll('.', '-')}`, 'a', locality)),
];

/** The pods that a client in r1/z1/a uses, with their priorities and shares. */
function used(loadBalancer: Fields, policy: Fields = { outlierDetection: {} }, more: readonly Manifest[] = []): string[] {
  const rule = destinationRule('shop/d', { host: 'a', trafficPolicy: { loadBalancer, ...policy } });
  const { endpoints } = from(simulate([...BASE, rule, ...more]), 'client', 'http://a/');
  return endpoints.map(
    ({ workload: name, priority, weight }) =>
      `${name.slice(2)}${priority === undefined ? '' : ` ${priority}`}${weight === undefined ? '' : ` ${weight}%`}`,
  );
}

test('without anything that tells failing pods, all are alike', () => {
  expect(used({ simple: 'ROUND_ROBIN' }, {})).toEqual(['r1-z1-a', 'r1-z1-b', 'r1-z2-a', 'r2-z1-a', 'r3-z1-a']);
});

test.each<[string, Fields, string[]]>([
  ['nothing', {}, ['r1-z1-a 0', 'r1-z1-b 1', 'r1-z2-a 2', 'r2-z1-a 3', 'r3-z1-a 3']],
  [
    'a region to fail over to',
    { failover: [{ from: 'r1', to: 'r3' }] },
    ['r1-z1-a 0', 'r1-z1-b 1', 'r1-z2-a 2', 'r2-z1-a 4', 'r3-z1-a 3'],
  ],
  [
    'labels that come first',
    { failoverPriority: ['topology.kubernetes.io/region'] },
    ['r1-z1-a 0', 'r1-z1-b 0', 'r1-z2-a 0', 'r2-z1-a 1', 'r3-z1-a 1'],
  ],
  ['that it is off', { enabled: false }, ['r1-z1-a', 'r1-z1-b', 'r1-z2-a', 'r2-z1-a', 'r3-z1-a']],
  [
    'shares',
    { distribute: [{ from: 'r1/*', to: { 'r1/z1/*': 80, 'r2/*': 20 } }] },
    ['r1-z1-a 40%', 'r1-z1-b 40%', 'r2-z1-a 20%'],
  ],
  [
    'shares of another place',
    { distribute: [{ from: 'r2/*', to: { 'r2/*': 100 } }] },
    ['r1-z1-a', 'r1-z1-b', 'r1-z2-a', 'r2-z1-a', 'r3-z1-a'],
  ],
])('of localities, a rule says %s', (_, localityLbSetting, pods) => {
  expect(used({ simple: 'ROUND_ROBIN', localityLbSetting })).toEqual(pods);
});

test('a service may prefer pods that are near', () => {
  const near = service('shop/a', undefined, { trafficDistribution: 'PreferClose' });
  const simulator = simulate([...BASE.filter(({ kind }) => kind !== 'Service'), near]);
  const { endpoints } = from(simulator, 'client', 'http://a/');
  expect(endpoints.map(({ priority }) => priority)).toEqual([0, 0, 1, 2, 2]);
});

test.each<[Fields, Fields, object | undefined]>([
  [{ httpHeaderName: 'user' }, {}, { header: 'user' }],
  [{ httpCookie: { name: 'c', ttl: '0s' } }, {}, { cookie: 'c' }],
  [{ httpQueryParameterName: 'q' }, {}, { queryParameter: 'q' }],
  [{ useSourceIp: true }, {}, { sourceIp: true }],
  [
    { httpHeaderName: 'user' },
    { portLevelSettings: [{ port: { number: 80 }, loadBalancer: { consistentHash: { httpHeaderName: 'port' } } }] },
    { header: 'port' },
  ],
])('requests of one client stay on one pod: by %j', (consistentHash, policy, hash) => {
  const rule = destinationRule('shop/d', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash }, ...policy } });
  expect(from(simulate([...apps(['shop/a', 'shop/client']), rule]), 'client', 'http://a/').hash).toEqual(hash);
});
