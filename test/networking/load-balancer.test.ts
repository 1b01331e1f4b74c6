import { Duration } from 'cdk8s';
import type { HashCookie } from '../../lib/networking/consistent-hash';
import { DestinationRule } from '../../lib/networking/destination-rule';
import type { LoadBalancer, Warmup } from '../../lib/networking/load-balancer';
import type { ZoneAwareLbSetting } from '../../lib/networking/zone-aware-lb-setting';
import { refusals, specOf, testChart } from '../synth';

const rule = (loadBalancer: LoadBalancer) =>
  new DestinationRule(testChart('shop'), 'rule', { host: 'a', trafficPolicy: { loadBalancer } });

function rendered(balancer: LoadBalancer): unknown {
  const spec = specOf(rule(balancer), 'DestinationRule', 'rule') as { trafficPolicy: { loadBalancer: unknown } };
  return spec.trafficPolicy.loadBalancer;
}

test('every setting of a simple balancer with a slow start, by zone', () => {
  const warmup: Required<Warmup> = { duration: Duration.minutes(1), minimumPercent: 0, aggression: 1.5 };
  const zoneAwareLbSetting: Required<ZoneAwareLbSetting> = {
    enabled: false,
    minClusterSize: 3,
    failover: [{ from: 'us-east', to: 'eu-west' }],
    failoverPriority: ['topology.istio.io/network', 'version=v1'],
  };
  expect(rendered({ simple: 'LEAST_REQUEST', warmup, zoneAwareLbSetting })).toEqual({
    simple: 'LEAST_REQUEST',
    warmup: { duration: '60s', minimumPercent: 0, aggression: 1.5 },
    zoneAwareLbSetting: {
      enabled: false,
      minClusterSize: 3,
      failover: [{ from: 'us-east', to: 'eu-west' }],
      failoverPriority: ['topology.istio.io/network', 'version=v1'],
    },
  });
});

test('every setting of a hash by cookie, by place', () => {
  const httpCookie: Required<HashCookie> = {
    name: 'user',
    path: '/shop',
    ttl: Duration.seconds(0),
    attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }],
  };
  const distribute = [{ from: 'us-west/zone1/*', to: { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 } }];
  expect(
    rendered({
      consistentHash: { httpCookie, ringHash: { minimumRingSize: 2048 } },
      localityLbSetting: { enabled: true, distribute },
      warmupDurationSecs: Duration.seconds(30),
    }),
  ).toEqual({
    consistentHash: {
      httpCookie: {
        name: 'user',
        path: '/shop',
        ttl: '0s',
        attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }],
      },
      ringHash: { minimumRingSize: 2048 },
    },
    localityLbSetting: { enabled: true, distribute },
    warmupDurationSecs: '30s',
  });
});

test.each<LoadBalancer>([
  { consistentHash: { httpHeaderName: 'user', maglev: { tableSize: 65537 } } },
  { consistentHash: { httpQueryParameterName: 'user', minimumRingSize: 1024 } },
  { consistentHash: { useSourceIp: true } },
  { localityLbSetting: { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['version'] } },
  { localityLbSetting: { failoverPriority: ['topology.kubernetes.io/region'] } },
  {
    localityLbSetting: {
      distribute: ['us/a/b/rack1', 'us/a/b/rack2', 'us/a/*', 'us/*', '*'].map((from) => ({ from, to: { '*': 100 } })),
    },
  },
])('as it is written: %j', (balancer) => {
  expect(rendered(balancer)).toEqual(balancer);
});

describe('fails when', () => {
  const hash = 'consistentHash';
  const place = 'localityLbSetting';
  const zone = 'zoneAwareLbSetting';
  const prime = 'use for example 65537';
  const form = 'use <region>/<zone>/<subzone>, from the left as much as needed, with a * as its end perhaps';

  test.each<[string, LoadBalancer, string[]]>([
    [
      'a cookie has no name',
      { consistentHash: { httpCookie: { name: '' } } },
      [`${hash}.httpCookie.name must not be empty, got ""; give the name of the cookie`],
    ],
    [
      'an attribute of a cookie has no name',
      { consistentHash: { httpCookie: { name: 'user', attributes: [{ name: '' }] } } },
      [`${hash}.httpCookie.attributes[0].name must not be empty, got ""; give the name of the attribute`],
    ],
    [
      'an attribute of a cookie is there twice',
      { consistentHash: { httpCookie: { name: 'user', attributes: [{ name: 'Secure' }, { name: 'Secure' }] } } },
      [
        `${hash}.httpCookie.attributes[1].name is that of trafficPolicy.loadBalancer.${hash}.httpCookie.attributes[0].name as well, ` +
          'got "Secure"; give each attribute once',
      ],
    ],
    [
      'a ring is larger than Envoy takes',
      { consistentHash: { useSourceIp: true, ringHash: { minimumRingSize: 8388609 } } },
      [`${hash}.ringHash.minimumRingSize is out of range, got 8388609; use a number between 0 and 8388608`],
    ],
    [
      'a table has no prime size',
      { consistentHash: { useSourceIp: true, maglev: { tableSize: 65536 } } },
      [`${hash}.maglev.tableSize is not a prime below 5000011, got 65536; ${prime}`],
    ],
    [
      'a table is too large',
      { consistentHash: { useSourceIp: true, maglev: { tableSize: 5000011 } } },
      [`${hash}.maglev.tableSize is not a prime below 5000011, got 5000011; ${prime}`],
    ],
    [
      'shares do not add up',
      { localityLbSetting: { distribute: [{ from: 'a', to: { a: 60, b: 30 } }] } },
      [`${place}.distribute[0].to must add up to 100, got {"a":60,"b":30}; change the shares, which make 90`],
    ],
    [
      'a share is none',
      { localityLbSetting: { distribute: [{ from: 'a', to: { a: 100, b: 0 } }] } },
      [`${place}.distribute[0].to[b] is out of range, got 0; use a number between 1 and 100`],
    ],
    [
      'a place is none',
      { localityLbSetting: { distribute: [{ from: 'a//b', to: { 'a*b': 100 } }] } },
      [
        `${place}.distribute[0].to[a*b] is not a locality, got "a*b"; ${form}`,
        `${place}.distribute[0].from is not a locality, got "a//b"; ${form}`,
      ],
    ],
    [
      'traffic could go by two shares',
      { localityLbSetting: { distribute: [{ from: 'a', to: { 'a/b': 50, 'a/*': 50 } }] } },
      [`${place}.distribute[0].to[a/*] overlaps with a/b, got "a/*"; keep one of the two`],
    ],
    [
      'traffic could come by two rules',
      { localityLbSetting: { distribute: ['a/b', 'a'].map((from) => ({ from, to: { '*': 100 } })) } },
      [`${place}.distribute[1].from overlaps with a/b, got "a"; keep one of the two, or put the narrower one first`],
    ],
    [
      'a region takes over from itself',
      { localityLbSetting: { failover: [{ from: 'a', to: 'a' }] } },
      [`${place}.failover[0].to is the region itself, got "a"; name another region`],
    ],
    [
      'a zone takes over',
      { zoneAwareLbSetting: { failover: [{ from: 'a', to: 'b/c' }] } },
      [`${zone}.failover[0].to is not a region, got "b/c"; use its name, without zone and without *`],
    ],
    [
      'places count twice',
      { localityLbSetting: { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['topology.kubernetes.io/zone'] } },
      [`${place}.failoverPriority[0] is looked at by failover already, got "topology.kubernetes.io/zone"; remove it`],
    ],
    [
      'zones count twice',
      { zoneAwareLbSetting: { failoverPriority: ['topology.istio.io/subzone'] } },
      [`${zone}.failoverPriority[0] is looked at by zone awareness already, got "topology.istio.io/subzone"; remove it`],
    ],
    [
      'zones need no pod',
      { zoneAwareLbSetting: { minClusterSize: 0 } },
      [`${zone}.minClusterSize is out of range, got 0; use a number of at least 1 and at most 4294967295`],
    ],
    [
      'a slow start takes no time',
      { warmup: { duration: Duration.seconds(0), aggression: 0 } },
      [
        'warmup.duration must be a whole number of milliseconds, at least 1, got "0s"; use for example 500ms',
        'warmup.aggression must be more than 0, got 0; use 1 for a straight line',
      ],
    ],
  ])('%s', (_, balancer, messages) => {
    expect(refusals(() => rule(balancer))).toEqual(messages.map((message) => `trafficPolicy.loadBalancer.${message}`));
  });
});
