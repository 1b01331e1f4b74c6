import { Duration } from 'cdk8s';
import type { ClientTls } from '../../lib/networking/client-tls';
import type { HttpPool, TcpPool } from '../../lib/networking/connection-pool';
import { DestinationRule } from '../../lib/networking/destination-rule';
import type { OutlierDetection } from '../../lib/networking/outlier-detection';
import type { RetryBudget, TrafficPolicy } from '../../lib/networking/traffic-policy';
import { refusals, specOf, testChart } from '../synth';

function rendered(trafficPolicy: TrafficPolicy): unknown {
  const rule = new DestinationRule(testChart('shop'), 'rule', { host: 'a', trafficPolicy });
  return (specOf(rule, 'DestinationRule', 'rule') as { trafficPolicy: unknown }).trafficPolicy;
}

function refused(trafficPolicy: TrafficPolicy): string[] {
  return refusals(() => new DestinationRule(testChart('shop'), 'rule', { host: 'a', trafficPolicy }));
}

test('every setting of a connection pool', () => {
  const tcp: Required<TcpPool> = {
    maxConnections: 0,
    connectTimeout: Duration.millis(30),
    tcpKeepalive: { probes: 3, time: Duration.hours(2), interval: Duration.seconds(75) },
    maxConnectionDuration: Duration.minutes(1),
    idleTimeout: Duration.seconds(0),
  };
  const http: Required<HttpPool> = {
    http1MaxPendingRequests: 1,
    http2MaxRequests: 2,
    maxRequestsPerConnection: 0,
    maxRetries: 4,
    idleTimeout: Duration.seconds(5),
    h2UpgradePolicy: 'DO_NOT_UPGRADE',
    useClientProtocol: true,
    maxConcurrentStreams: 6,
    http2KeepAlive: { interval: Duration.seconds(7), timeout: Duration.seconds(8) },
  };
  expect(rendered({ connectionPool: { tcp, http } })).toEqual({
    connectionPool: {
      tcp: {
        maxConnections: 0,
        connectTimeout: '0.03s',
        tcpKeepalive: { probes: 3, time: '7200s', interval: '75s' },
        maxConnectionDuration: '60s',
        idleTimeout: '0s',
      },
      http: {
        http1MaxPendingRequests: 1,
        http2MaxRequests: 2,
        maxRequestsPerConnection: 0,
        maxRetries: 4,
        idleTimeout: '5s',
        h2UpgradePolicy: 'DO_NOT_UPGRADE',
        useClientProtocol: true,
        maxConcurrentStreams: 6,
        http2KeepAlive: { interval: '7s', timeout: '8s' },
      },
    },
  });
});

test('every setting of outlier detection', () => {
  const outlierDetection: Required<OutlierDetection> = {
    consecutive5xxErrors: 0,
    consecutiveGatewayErrors: 1,
    splitExternalLocalOriginErrors: true,
    consecutiveLocalOriginFailures: 2,
    interval: Duration.seconds(3),
    baseEjectionTime: Duration.seconds(4),
    maxEjectionPercent: 100,
    minHealthPercent: 0,
    outlierDetectionHttpErrorCodes: [500, 429],
    consecutiveErrors: 5,
  };
  expect(rendered({ outlierDetection })).toEqual({
    outlierDetection: {
      consecutive5xxErrors: 0,
      consecutiveGatewayErrors: 1,
      splitExternalLocalOriginErrors: true,
      consecutiveLocalOriginFailures: 2,
      interval: '3s',
      baseEjectionTime: '4s',
      maxEjectionPercent: 100,
      minHealthPercent: 0,
      outlierDetectionHttpErrorCodes: [500, 429],
      consecutiveErrors: 5,
    },
  });
});

test('every other setting, and those of a port', () => {
  const retryBudget: Required<RetryBudget> = { percent: 0.5, minRetryConcurrency: 0, budgetInterval: Duration.seconds(0) };
  const outlierDetection = { consecutive5xxErrors: 1 };
  const connectionPool = { tcp: {} };
  const settings = { loadBalancer: { simple: 'RANDOM' }, connectionPool, outlierDetection, tls: { mode: 'DISABLE' } } as const;
  expect(
    rendered({
      portLevelSettings: [{ port: { number: 9080 }, ...settings }],
      retryBudget,
      tunnel: { protocol: 'POST', targetHost: '10.0.0.1', targetPort: 443 },
    }),
  ).toEqual({
    portLevelSettings: [
      {
        port: { number: 9080 },
        loadBalancer: { simple: 'RANDOM' },
        connectionPool: { tcp: {} },
        outlierDetection: { consecutive5xxErrors: 1 },
        tls: { mode: 'DISABLE' },
      },
    ],
    retryBudget: { percent: 0.5, minRetryConcurrency: 0, budgetInterval: '0s' },
    tunnel: { protocol: 'POST', targetHost: '10.0.0.1', targetPort: 443 },
  });
  expect(rendered({ proxyProtocol: { version: 'V2' } })).toEqual({ proxyProtocol: { version: 'V2' } });
});

test.each<ClientTls>([
  { mode: 'DISABLE' },
  { mode: 'ISTIO_MUTUAL', sni: 'a.com', subjectAltNames: ['spiffe://a'], insecureSkipVerify: false },
  { mode: 'SIMPLE', sni: 'a.com', caCertificates: '/ca', caCrl: '/crl', subjectAltNames: ['a.com'], insecureSkipVerify: false },
  { mode: 'SIMPLE', credentialName: 'configmap://shop/ca' },
  { mode: 'SIMPLE', insecureSkipVerify: true },
  { mode: 'MUTUAL', clientCertificate: '/crt', privateKey: '/key', caCertificates: '/ca', caCrl: '/crl' },
  { mode: 'MUTUAL', credentialName: 'client', subjectAltNames: ['a.com'] },
])('TLS as it is written: $mode', (tls) => {
  expect(rendered({ tls })).toEqual({ tls });
});

const INT32 = 'use a whole number between 0 and 2147483647';
const millis = 'use for example 500ms';

describe('fails when', () => {
  test.each<[string, TrafficPolicy, string]>([
    [
      'nothing is set',
      {},
      'trafficPolicy sets nothing, got {}; set one of loadBalancer, connectionPool, outlierDetection, tls, portLevelSettings, ' +
        'retryBudget, tunnel, proxyProtocol, or leave it out',
    ],
    [
      'a pool sets nothing',
      { connectionPool: {} },
      'trafficPolicy.connectionPool sets nothing, got {}; set tcp or http, or leave it out',
    ],
    [
      'a limit is negative',
      { connectionPool: { tcp: { maxConnections: -1 } } },
      `trafficPolicy.connectionPool.tcp.maxConnections is not a whole number in range, got -1; ${INT32}`,
    ],
    [
      'a limit is broken',
      { connectionPool: { http: { http2MaxRequests: 0.5 } } },
      'trafficPolicy.connectionPool.http.http2MaxRequests must be a whole number, got 0.5; write a whole number, or leave it out',
    ],
    [
      'HTTP connections time out at once',
      { connectionPool: { http: { idleTimeout: Duration.seconds(0) } } },
      `trafficPolicy.connectionPool.http.idleTimeout must be a whole number of milliseconds, at least 1, got "0s"; ${millis}`,
    ],
    [
      'a time is not one of milliseconds',
      { connectionPool: { tcp: { connectTimeout: Duration.millis(1.5) } } },
      `trafficPolicy.connectionPool.tcp.connectTimeout must be a whole number of milliseconds, at least 1, got "0.0015s"; ${millis}`,
    ],
    [
      'HTTP/2 is forced and left to the client',
      { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } } },
      'trafficPolicy.connectionPool.http.useClientProtocol goes against h2UpgradePolicy UPGRADE, got true; ' +
        'remove useClientProtocol, or set h2UpgradePolicy to DO_NOT_UPGRADE',
    ],
    [
      'failures are counted that are not told apart',
      { outlierDetection: { consecutiveLocalOriginFailures: 3 } },
      'trafficPolicy.outlierDetection.consecutiveLocalOriginFailures counts nothing unless they are told apart, got 3; ' +
        'set splitExternalLocalOriginErrors to true',
    ],
    [
      'more than all pods are left out',
      { outlierDetection: { maxEjectionPercent: 101 } },
      'trafficPolicy.outlierDetection.maxEjectionPercent is out of range, got 101; use a number between 0 and 100',
    ],
    [
      'no HTTP status counts as an error',
      { outlierDetection: { outlierDetectionHttpErrorCodes: [500, 600] } },
      'trafficPolicy.outlierDetection.outlierDetectionHttpErrorCodes[1] is out of range, got 600; use a number of at least 100 and at most 599',
    ],
    [
      'a port sets nothing',
      { portLevelSettings: [{ port: { number: 80 } }] },
      'trafficPolicy.portLevelSettings[0] sets nothing, got {"port":{"number":80}}; ' +
        'set one of loadBalancer, connectionPool, outlierDetection, tls, or leave it out',
    ],
    [
      'retries are more than all requests',
      { retryBudget: { percent: 100.5 } },
      'trafficPolicy.retryBudget.percent is out of range, got 100.5; use a number of at least 0 and at most 100',
    ],
    [
      'a tunnel ends nowhere',
      { tunnel: { targetHost: '*.example.com', targetPort: 443 } },
      'trafficPolicy.tunnel.targetHost is not a DNS name or IP address, got "*.example.com"; ' +
        'use the full name of a host without *, or its address',
    ],
    [
      'a certificate has no path',
      { tls: { mode: 'MUTUAL', clientCertificate: '', privateKey: '/key' } },
      'trafficPolicy.tls.clientCertificate is missing, which MUTUAL needs; give its path, or the Secret as credentialName',
    ],
    [
      'a ConfigMap is in another namespace',
      { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', credentialName: 'configmap://other/ca' } }] },
      'trafficPolicy.portLevelSettings[0].tls.credentialName is not a ConfigMap in the namespace of the rule, ' +
        'got "configmap://other/ca"; use configmap://shop/<name>, and give the rule a namespace',
    ],
  ])('%s', (_, policy, message) => {
    expect(refused(policy)).toEqual([message]);
  });

  test('a ConfigMap is named, and the rule has no namespace', () => {
    const trafficPolicy: TrafficPolicy = { tls: { mode: 'SIMPLE', credentialName: 'configmap://shop/ca' } };
    expect(refusals(() => new DestinationRule(testChart(), 'rule', { host: 'a', trafficPolicy }))).toEqual([
      'trafficPolicy.tls.credentialName is not a ConfigMap in the namespace of the rule, got "configmap://shop/ca"; ' +
        'use configmap://<namespace>/<name>, and give the rule a namespace',
    ]);
  });
});
