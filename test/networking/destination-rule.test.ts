import { Duration } from 'cdk8s';
import { DestinationRule, type DestinationRuleProps } from '../../lib/networking/destination-rule';
import { ServiceHost } from '../../lib/networking/service-host';
import type { TrafficPolicy } from '../../lib/networking/traffic-policy';
import { VirtualService } from '../../lib/networking/virtual-service';
import { manifestOf, refusals, specOf, testChart } from '../synth';

function ruleSpec(props: DestinationRuleProps, namespace = 'bookinfo'): unknown {
  return specOf(new DestinationRule(testChart(namespace), 'rule', props), 'DestinationRule', 'rule');
}

function refused(props: DestinationRuleProps, namespace = 'bookinfo'): string[] {
  return refusals(() => new DestinationRule(testChart(namespace), 'rule', props));
}

test('a host alone', () => {
  expect(
    manifestOf(new DestinationRule(testChart('bookinfo'), 'reviews', { host: 'reviews' }), 'DestinationRule', 'reviews'),
  ).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'reviews', namespace: 'bookinfo' },
    spec: { host: 'reviews' },
  });
});

test('every prop', () => {
  const tcpLimit = (maxConnections: number) => ({ connectionPool: { tcp: { maxConnections } } }) satisfies TrafficPolicy;
  const props: Required<DestinationRuleProps> = {
    metadata: { name: 'reviews', namespace: 'shop', labels: { app: 'reviews' }, annotations: { note: 'none' } },
    host: '*.shop.svc.cluster.local',
    trafficPolicy: tcpLimit(1),
    subsets: {
      v2: { version: 'v2', trafficPolicy: tcpLimit(2) },
      v1: { labels: { version: 'v1', tier: '' } },
      all: {},
    },
    exportTo: ['.'],
    workloadSelector: { matchLabels: { app: 'ratings' } },
  };
  expect(manifestOf(new DestinationRule(testChart(), 'rule', props), 'DestinationRule', 'reviews')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'reviews', namespace: 'shop', labels: { app: 'reviews' }, annotations: { note: 'none' } },
    spec: {
      host: '*.shop.svc.cluster.local',
      trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
      subsets: [
        { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { connectionPool: { tcp: { maxConnections: 2 } } } },
        { name: 'v1', labels: { version: 'v1', tier: '' } },
        { name: 'all' },
      ],
      exportTo: ['.'],
      workloadSelector: { matchLabels: { app: 'ratings' } },
    },
  });
});

test('the three versions of reviews, as in Istio’s own bookinfo', () => {
  expect(ruleSpec({ host: 'reviews', subsets: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } } })).toEqual(
    {
      host: 'reviews',
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
        { name: 'v3', labels: { version: 'v3' } },
      ],
    },
  );
});

test('the circuit breaker of Istio’s httpbin task', () => {
  const trafficPolicy: TrafficPolicy = {
    connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1, maxRequestsPerConnection: 1 } },
    outlierDetection: {
      consecutive5xxErrors: 1,
      interval: Duration.seconds(1),
      baseEjectionTime: Duration.minutes(3),
      maxEjectionPercent: 100,
    },
  };
  expect(ruleSpec({ host: 'httpbin', trafficPolicy })).toEqual({
    host: 'httpbin',
    trafficPolicy: {
      connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1, maxRequestsPerConnection: 1 } },
      outlierDetection: { consecutive5xxErrors: 1, interval: '1s', baseEjectionTime: '180s', maxEjectionPercent: 100 },
    },
  });
});

test.each([
  ['a name', 'reviews', 'reviews'],
  ['a Service of the same namespace', { name: 'reviews', metadata: { namespace: 'bookinfo' } }, 'reviews'],
  ['a Service of another namespace', { name: 'reviews', metadata: { namespace: 'shop' } }, 'reviews.shop.svc.cluster.local'],
  ['a host', new ServiceHost('api.example.com', undefined), 'api.example.com'],
])('the host may be %s', (_, host, rendered) => {
  expect(ruleSpec({ host })).toEqual({ host: rendered });
});

test('subsets are destinations, seen from the namespace of the route', () => {
  const chart = testChart('bookinfo');
  const reviews = new DestinationRule(chart, 'reviews', { host: 'reviews', subsets: { v1: { version: 'v1' } } });
  new VirtualService(chart, 'near', { hosts: ['reviews'], http: [{ route: [{ destination: reviews.subset('v1') }] }] });
  new VirtualService(chart, 'far', {
    metadata: { namespace: 'shop' },
    hosts: ['a.com'],
    http: [{ route: [{ destination: reviews.subset('v1', 9080) }] }, { route: [{ destination: reviews.destination() }] }],
  });
  expect(specOf(chart, 'VirtualService', 'near')).toMatchObject({
    http: [{ route: [{ destination: { host: 'reviews', subset: 'v1' } }] }],
  });
  const host = 'reviews.bookinfo.svc.cluster.local';
  expect(specOf(chart, 'VirtualService', 'far')).toMatchObject({
    http: [{ route: [{ destination: { host, subset: 'v1', port: { number: 9080 } } }] }, { route: [{ destination: { host } }] }],
  });
});

describe('fails when', () => {
  test('a subset that is not there is asked for', () => {
    const subsets = { v1: { version: 'v1' }, v2: { version: 'v2' } };
    const rule = new DestinationRule<string>(testChart(), 'reviews', { host: 'reviews', subsets });
    expect(() => rule.subset('v3')).toThrow(
      'test/reviews: subset is not defined by this rule, got "v3"; use one of v1, v2, or define it in subsets (IST0101)',
    );
    const plain = new DestinationRule<string>(testChart(), 'plain', { host: 'reviews' });
    expect(() => plain.subset('v3')).toThrow(
      'test/plain: subset is not defined by this rule, got "v3"; define it in subsets (IST0101)',
    );
  });

  test.each<[string, DestinationRuleProps, string]>([
    [
      'the host has a port',
      { host: 'reviews:9080' },
      'host is not a host, got "reviews:9080"; use a DNS name, with a * at its beginning at most, and without port',
    ],
    [
      'the host is an address',
      { host: '10.0.0.1' },
      'host is not a host, got "10.0.0.1"; use a DNS name, with a * at its beginning at most, and without port',
    ],
    [
      'a subset has no DNS label as its name',
      { host: 'a', subsets: { 'v1.0': {} } },
      'subsets[0].name is not a DNS label, got "v1.0"; use at most 63 letters, digits and -, beginning and ending with a letter or digit',
    ],
    [
      'a version cannot be a label',
      { host: 'a', subsets: { v1: { version: 'v*' } } },
      'subsets[0].labels.version is a value that no label can have, got "v*"; ' +
        'use letters, digits, -, _ and ., beginning and ending with a letter or digit',
    ],
    [
      'the key of a label is none',
      { host: 'a', subsets: { v1: { labels: { 'example.com/': 'a' } } } },
      'subsets[0].labels has a key that no label can have, got "example.com/"; ' +
        'use at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit; a DNS name and / may stand before it',
    ],
    [
      'a subset sets an empty policy',
      { host: 'a', subsets: { v1: { trafficPolicy: {} } } },
      'subsets[0].trafficPolicy sets nothing, got {}; set one of loadBalancer, connectionPool, outlierDetection, tls, ' +
        'portLevelSettings, retryBudget, tunnel, proxyProtocol, or leave it out',
    ],
    [
      'the clients are picked by a wildcard',
      { host: 'a', workloadSelector: { matchLabels: { app: '*' } } },
      'workloadSelector.matchLabels has a *, which picks nothing, got "app=*"; write the whole key and the whole value',
    ],
    [
      'it goes beyond the namespace of the clients that are picked',
      { host: 'a', workloadSelector: { matchLabels: { app: 'a' } }, exportTo: ['bookinfo', 'shop'] },
      'exportTo goes beyond the namespace of a rule with workloadSelector, got ["bookinfo","shop"]; ' +
        "use ['.'], since the workloads it is for are in its own namespace",
    ],
    [
      'a namespace is named twice',
      { host: 'a', exportTo: ['.', 'bookinfo'] },
      'exportTo[1] is that of exportTo[0] as well, got "bookinfo"; name each namespace once; . is the one of the object',
    ],
    [
      'all namespaces and one are named',
      { host: 'a', exportTo: ['*', 'shop'] },
      'exportTo has other entries beside *, got ["*","shop"]; leave * alone, or remove it',
    ],
    [
      'no namespace sees it',
      { host: 'a', exportTo: ['~'] },
      'exportTo[0] is not a namespace, got "~"; use the name of one, or . or *',
    ],
  ])('%s', (_, props, message) => {
    expect(refused(props)).toEqual([message]);
  });
});

test('all problems are told at once, with the path of the rule', () => {
  const exportTo = ['a/b', 'c d'];
  expect(() => new DestinationRule(testChart(), 'rule', { host: 'a', exportTo })).toThrow(
    'test/rule: exportTo[0] is not a namespace, got "a/b"; use the name of one, or . or *\n' +
      'test/rule: exportTo[1] is not a namespace, got "c d"; use the name of one, or . or *',
  );
});
