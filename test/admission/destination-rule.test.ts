import { destinationRuleNackProblems, destinationRuleProblems } from '../../lib/admission/destination-rule';
import { describeProblem, type Problem } from '../../lib/core/problem';

// Plain specs, as they stand in YAML: also such as no props can be written for.

const placed = { namespace: 'shop', name: 'edge' };
const told = (problems: readonly Problem[]) => problems.map(describeProblem);

type Policy = NonNullable<Parameters<typeof destinationRuleProblems>[0]['trafficPolicy']>;
const policy = (trafficPolicy: Policy) => told(destinationRuleProblems({ host: 'cart', trafficPolicy }, placed));

test.each<[string, Policy]>([
  ['one that Envoy takes for a prime', { loadBalancer: { consistentHash: { maglev: { tableSize: 1 } } } }],
  ['a cookie that stays', { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: '0s' } } } }],
  ['TLS of every mode', { tls: { credentialName: 'a', caCrl: '/crl' }, portLevelSettings: [{ port: {}, tls: {} }] }],
  ['connections without end', { connectionPool: { tcp: { idleTimeout: '0s' } } }],
  ['values of null', { outlierDetection: { consecutiveLocalOriginFailures: null as never }, loadBalancer: {} }],
])('a DestinationRule may have %s', (_, trafficPolicy) => {
  expect(policy(trafficPolicy)).toEqual([]);
});

test.each<[string, Policy, string]>([
  [
    'a cookie that stays for a while',
    { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: 'a while' } } } },
    'loadBalancer.consistentHash.httpCookie.ttl is not a duration, got "a while"; write for example 1m30s or 0.5s',
  ],
  [
    'two rings',
    { loadBalancer: { consistentHash: { minimumRingSize: 1, ringHash: {} } } },
    'loadBalancer.consistentHash.minimumRingSize stands beside ringHash, got 1; use ringHash.minimumRingSize',
  ],
  [
    'places and zones',
    { loadBalancer: { localityLbSetting: {}, zoneAwareLbSetting: {} } },
    'loadBalancer.zoneAwareLbSetting stands beside localityLbSetting; keep one of the two',
  ],
  [
    'a tunnel and a line before it',
    { tunnel: { targetHost: 'a.com', targetPort: 443 }, proxyProtocol: {} },
    'proxyProtocol stands beside tunnel; keep one of the two',
  ],
  [
    'a tunnel by an unknown method',
    { tunnel: { protocol: 'GET', targetHost: 'a.com', targetPort: 443 } },
    'tunnel.protocol is no method that opens a tunnel, got "GET"; use CONNECT or POST',
  ],
  ['a port that is none', { portLevelSettings: [{ tls: {} }] }, 'portLevelSettings[0].port is missing; give its number'],
  [
    'frames without time',
    { connectionPool: { http: { http2KeepAlive: { interval: '1s' } } } },
    'connectionPool.http.http2KeepAlive.timeout is missing; set it, or leave out http2KeepAlive',
  ],
  [
    'authorities for what is not verified',
    { tls: { mode: 'SIMPLE', insecureSkipVerify: true, credentialName: 'a' } },
    'tls.credentialName is for a certificate that insecureSkipVerify leaves unread; keep one of the two',
  ],
  [
    'a Secret and a file',
    { tls: { mode: 'MUTUAL', credentialName: 'a', caCrl: '/crl' } },
    'tls.caCrl stands beside credentialName, got "/crl"; put it into the Secret, or leave credentialName out',
  ],
])('Istio refuses a DestinationRule with %s', (_, trafficPolicy, message) => {
  expect(policy(trafficPolicy)).toEqual([`trafficPolicy.${message}`]);
});

test('Envoy refuses more of a DestinationRule', () => {
  const trafficPolicy = { loadBalancer: { consistentHash: { useSourceIp: true, ringHash: { minimumRingSize: 8388609 } } } };
  const spec = { host: 'cart', subsets: [{ name: 'a', trafficPolicy }] };
  expect(told(destinationRuleProblems(spec, placed))).toEqual([]);
  expect(told(destinationRuleNackProblems(spec))).toEqual([
    'subsets[0].trafficPolicy.loadBalancer.consistentHash.ringHash.minimumRingSize is out of range, got 8388609; ' +
      'use a number between 0 and 8388608',
  ]);
});
