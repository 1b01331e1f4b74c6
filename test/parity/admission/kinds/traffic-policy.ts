import { DURATIONS, HOSTS, IPS, type Maker, NAMES, PORTS, pool } from '../pool';

const distribution: Maker = (random) => {
  if (random.isTroubled())
    return random.pick([
      {},
      { a: 50 },
      { a: 0, b: 100 },
      { a: 101 },
      { 'a/*': 50, 'a/b': 50 },
      { '': 100 },
      { a: 50, b: 51 },
      { '*': 50, b: 50 },
      { 'a/b/c/d': 100 },
      { 'a//c': 100 },
      { '/a': 100 },
      { a: 4294967295, b: 101 },
      { 'a/b/*': 50, 'a/*': 50 },
      { 'a/*/c': 100 },
      { 'a*': 50, ab: 50 },
    ]);
  return random.pick([
    { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 },
    { us: 100 },
    { 'eu/a': 50, 'eu/b': 50 },
    { '*': 100 },
    { 'a*': 100 },
  ]);
};

const REGION = pool(['us-east', 'us-west', 'eu', 'ap'], ['', '*', 'us/east', 'us-*', 'us-east']);
const PRIORITY = pool(
  ['app', 'version', 'topology.istio.io/network', 'app=a'],
  [
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
    'topology.istio.io/subzone',
    '',
    '*',
    'a=b=c',
    '-a',
    '=a',
    'topology.kubernetes.io/region=a',
    'a b',
    'app',
  ],
);

/** Values of a traffic policy, which DestinationRules and Sidecars have. */
export const POLICY_VALUES = {
  'tcp.idleTimeout': pool(['1s', '0s', '1h'], ['1', '', '1us', '-1s']),
  'distribute[].from': pool(
    ['us-west/zone1/*', 'us-east', 'eu/a/*', 'ap/b'],
    ['', '*', 'a//b', '/a', 'a/b/c/d', 'us-*/a', 'a/', 'us-west/*', 'us-west'],
  ),
  'distribute[].to': distribution,
  'failover[].from': REGION,
  'failover[].to': REGION,
  'failoverPriority[]': PRIORITY,
  'zoneAwareLbSetting.failoverPriority[]': PRIORITY,
  'httpCookie.name': pool(['user', 'a b'], ['']),
  'httpCookie.ttl': pool(['0s', '1s', '1h'], ['', '1', '-1s', '1us', '1ns']),
  'httpCookie.path': pool(['/', ''], ['a']),
  'attributes[].name': pool(['SameSite', 'Secure', 'a'], ['', 'a']),
  'consistentHash.httpHeaderName': pool(['x-user', 'a b'], ['']),
  'consistentHash.httpQueryParameterName': pool(['user'], ['']),
  'consistentHash.useSourceIp': pool([true, false]),
  'consistentHash.minimumRingSize': pool([0, 1024], [-1, 8388609]),
  'ringHash.minimumRingSize': pool([0, 1024, 8388608], [-1]),
  'maglev.tableSize': pool([65537, 2, 3, 4999999, 5000011 - 24], [0, 1, 4, 9, 65536, 5000011, 5000021, -1, 25, 65539 * 3]),
  'warmup.aggression': pool([1, 0.5, 2], [0, -1]),
  'warmup.minimumPercent': pool([0, 10, 100, 0.5], [100.5, 101, -1]),
  'outlierDetection.maxEjectionPercent': pool([0, 50, 100], [101, -1]),
  'outlierDetection.minHealthPercent': pool([0, 50, 100], [101, -1]),
  'outlierDetection.consecutiveLocalOriginFailures': pool([0, 5], [-1, 5]),
  'outlierDetectionHttpErrorCodes[]': pool([500, 503, 100, 599], [99, 600]),
  'tunnel.protocol': pool(['CONNECT', 'POST', ''], ['connect', 'GET']),
  'tunnel.targetHost': pool(['example.com', '10.0.0.1', 'a', '::1'], ['', '*.a.com', 'a_b', 'example.com:80', '*']),
  'tunnel.targetPort': PORTS,
  'retryBudget.percent': pool([20, 0, 100], [101, -1]),
  'retryBudget.budgetInterval': DURATIONS,
  'portLevelSettings[].port.number': PORTS,
  'tls.credentialName': pool(
    ['cert', 'configmap://shop/ca', 'configmap://ca', 'kubernetes://a'],
    ['', 'configmap://other/ca', 'configmap://', 'configmap://a/b/c', 'configmap:///a', 'configmap://shop/'],
  ),
  'tls.clientCertificate': pool(['/etc/cert.pem'], ['']),
  'tls.privateKey': pool(['/etc/key.pem'], ['']),
  'tls.caCertificates': pool(['/etc/ca.pem', 'system'], ['']),
  'tls.caCrl': pool(['/etc/crl.pem'], ['']),
  'tls.sni': pool(['a.com', ''], ['*']),
  'tls.subjectAltNames[]': pool(['a.com', 'spiffe://a'], ['']),
  'egressProxy.host': HOSTS,
  'egressProxy.subset': NAMES,
  'egressProxy.port.number': PORTS,
  bind: IPS,
};

const COMMON = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'];

export const POLICY_SHAPES = {
  trafficPolicy: [
    ['loadBalancer!', 'outlierDetection!', ...COMMON],
    ['connectionPool!', ...COMMON, 'portLevelSettings'],
    ['tls!', 'portLevelSettings'],
    ['portLevelSettings!'],
    ['tunnel!', 'loadBalancer'],
    ['proxyProtocol!', 'tls'],
    ['retryBudget!', ...COMMON],
    [...COMMON, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'],
  ],
  'portLevelSettings[]': [
    ['port!', 'loadBalancer!', ...COMMON],
    ['port!', 'tls!'],
    ['port', ...COMMON],
  ],
  connectionPool: [['tcp!', 'http'], ['http!'], ['tcp', 'http']],
  'connectionPool.http': [
    [
      'http1MaxPendingRequests',
      'http2MaxRequests',
      'maxRequestsPerConnection',
      'maxRetries',
      'idleTimeout',
      'h2UpgradePolicy',
      'maxConcurrentStreams',
      'http2KeepAlive',
    ],
    ['useClientProtocol', 'maxRetries', 'h2UpgradePolicy'],
  ],
  http2KeepAlive: [
    ['interval!', 'timeout!'],
    ['interval', 'timeout'],
  ],
  loadBalancer: [
    ['simple!', 'warmup', 'localityLbSetting'],
    ['simple!', 'zoneAwareLbSetting', 'warmupDurationSecs'],
    ['consistentHash!', 'localityLbSetting'],
    ['localityLbSetting!'],
    ['zoneAwareLbSetting!'],
    ['simple', 'consistentHash', 'localityLbSetting', 'zoneAwareLbSetting', 'warmup', 'warmupDurationSecs'],
  ],
  consistentHash: [
    ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName', 'ringHash', 'maglev'],
    ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName', 'minimumRingSize'],
    ['httpHeaderName', 'httpCookie', 'ringHash', 'maglev', 'minimumRingSize'],
  ],
  localityLbSetting: [
    ['distribute!', 'enabled'],
    ['failover!', 'enabled'],
    ['failoverPriority!', 'failover'],
    ['failoverPriority!'],
    ['distribute', 'failover', 'failoverPriority', 'enabled'],
  ],
  zoneAwareLbSetting: [
    ['failover', 'enabled', 'minClusterSize'],
    ['failoverPriority', 'failover', 'enabled', 'minClusterSize'],
  ],
  outlierDetection: [
    [
      'interval',
      'baseEjectionTime',
      'consecutive5xxErrors',
      'maxEjectionPercent',
      'minHealthPercent',
      'outlierDetectionHttpErrorCodes',
    ],
    ['consecutiveErrors', 'consecutiveGatewayErrors', 'splitExternalLocalOriginErrors!', 'consecutiveLocalOriginFailures'],
    ['consecutiveLocalOriginFailures', 'interval'],
  ],
  'failover[]': [
    ['from!', 'to!'],
    ['from!', 'to!'],
    ['from', 'to'],
  ],
};
