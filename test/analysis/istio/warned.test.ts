import { found } from '../found';
import {
  authorizationPolicy,
  destinationRule,
  envoyFilter,
  gateway,
  object,
  peerAuthentication,
  requestAuthentication,
  serviceEntry,
  sidecar,
  telemetry,
  to,
  virtualService,
} from '../routing-manifests';

const server = (tls: object, protocol = 'HTTPS') =>
  gateway('g', {
    servers: [
      { port: { number: 443, name: 'https', protocol }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'c', ...tls } },
    ],
  });
const route = (rest: object) => virtualService('r', { hosts: ['a.com'], http: [to({ host: 'a' }, rest)] });
const policy = (trafficPolicy: object) => destinationRule('d', { host: 'a', trafficPolicy });
const entry = (rest: object) =>
  serviceEntry('e', { hosts: ['a.com'], ports: [{ number: 80, name: 'p', protocol: 'HTTP' }], ...rest });
const importing = (...hosts: string[]) => sidecar('s', { egress: [{ hosts }] });
const denying = (rule: object) => authorizationPolicy('p', { action: 'DENY', rules: [rule] });
const keys = (key: object) => requestAuthentication('a', { jwtRules: [{ issuer: 'a', jwks: JSON.stringify({ keys: [key] }) }] });
const failover = { localityLbSetting: { failoverPriority: ['a'] } };

test.each([
  ['every EnvoyFilter', envoyFilter('f', {}), 'spec.configPatches'],
  ['an old version of TLS', server({ minProtocolVersion: 'TLSV1_0' }), 'spec.servers[0].tls.minProtocolVersion'],
  ['an unknown suite', server({ cipherSuites: ['AES128-SHA', 'X'] }), 'spec.servers[0].tls.cipherSuites[1]'],
  ['a suite twice', server({ cipherSuites: ['AES128-SHA', 'AES128-SHA'] }), 'spec.servers[0].tls.cipherSuites[1]'],
  ['a certificate that is not used', server({ mode: 'PASSTHROUGH' }), 'spec.servers[0].tls.credentialName'],
  ['a redirect of TLS', server({ httpsRedirect: true }), 'spec.servers[0].tls.httpsRedirect'],
  ['the old share of a mirror', route({ mirrorPercent: 0 }), 'spec.http[0].mirrorPercent'],
  [
    'the old name of a Gateway',
    virtualService('r', { hosts: ['a.com'], gateways: ['gw.edge'], http: [to({ host: 'a' })] }),
    'spec.gateways[0]',
  ],
  [
    'a large body',
    virtualService('r', { http: [{ directResponse: { status: 200, body: { string: 'x'.repeat(102_401) } } }] }),
    'spec.http[0].directResponse.body',
  ],
  [
    'an address as server name',
    virtualService('r', { tls: [to({ host: 'a' }, { match: [{ sniHosts: ['10.0.0.1'] }] })] }),
    'spec.tls[0].match[0].sniHosts[0]',
  ],
  [
    'an old count of errors',
    policy({ outlierDetection: { consecutiveErrors: 3 } }),
    'spec.trafficPolicy.outlierDetection.consecutiveErrors',
  ],
  [
    'an old size of a ring',
    policy({ loadBalancer: { consistentHash: { minimumRingSize: 3 } } }),
    'spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize',
  ],
  [
    'failover that nothing sets off',
    policy({ loadBalancer: failover }),
    'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority',
  ],
  ['a host with part of a wildcard', entry({ hosts: ['*a.com'] }), 'spec.hosts[0]'],
  ['a TCP port without addresses', entry({ ports: [{ number: 1, name: 'p', protocol: 'TCP' }] }), 'spec.ports[0].protocol'],
  ['a selector that is not used', entry({ workloadSelector: { labels: { app: 'a' } } }), 'spec.workloadSelector'],
  ['an import twice', importing('./*', 'shop/a.com'), 'spec.egress[0].hosts[1]'],
  ['imports beside all', importing('*/*', 'shop/a.com'), 'spec.egress[0].hosts'],
  ['a selector without labels', peerAuthentication('p', { selector: {} }), 'spec.selector'],
  ['a denial of all of TCP', denying({ to: [{ operation: { methods: ['GET'] } }] }), 'spec.rules[0]'],
  ['a private key', keys({ kty: 'RSA', n: 'AAAA', e: 'AQAB', d: 'AAAA' }), 'spec.jwtRules[0].jwks'],
  ['a second tracer', telemetry('t', { tracing: [{ providers: [{ name: 'a' }, { name: 'b' }] }] }), 'spec.tracing[0].providers'],
  [
    'a workload without address',
    object('networking.istio.io/v1', 'WorkloadEntry', { name: 'w', namespace: 'shop' }, { spec: { network: 'network-1' } }),
    'spec.address',
  ],
])('%s is warned of', (_, manifests, field) => {
  expect(found(manifests, 'IST0133')).toEqual([expect.stringContaining(`: ${field} `)]);
});

test.each([
  ['a new version of TLS', server({ minProtocolVersion: 'TLSV1_2', cipherSuites: ['AES128-SHA', '-ALL'] })],
  ['a redirect of HTTP', server({ httpsRedirect: true, mode: 'PASSTHROUGH', credentialName: '' }, 'HTTP')],
  [
    'a Gateway behind a short name',
    virtualService('r', { hosts: ['a.com'], gateways: ['mesh', 'gw.edge'], http: [to({ host: 'a' })] }),
  ],
  [
    'a body that is not large',
    virtualService('r', { http: [{ directResponse: { status: 200, body: { string: 'x'.repeat(102_400) } } }] }),
  ],
  ['failover with outlierDetection', policy({ loadBalancer: failover, outlierDetection: {} })],
  [
    'failover of a subset',
    destinationRule('d', { host: 'a', subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: failover } }] }),
  ],
  ['a TCP port that istiod gives an address', entry({ ports: [{ number: 1, name: 'p', protocol: 'TCP' }], resolution: 'DNS' })],
  ['imports of two namespaces', importing('./*', 'prod/*', '~/*')],
  ['a selector that Istio refuses, in an EnvoyFilter', envoyFilter('f', { workloadSelector: { labels: { app: '*' } } })],
  ['a denial for a port', denying({ to: [{ operation: { methods: ['GET'], ports: ['80'] } }] })],
  ['a denial of a namespace', denying({ from: [{ source: { namespaces: ['a'] } }] })],
  ['a public key', keys({ kty: 'RSA', n: 'AAAA', e: 'AQAB' })],
  ['an empty Sidecar', sidecar('s', { workloadSelector: {} })],
])('nothing is said of %s', (_, manifests) => {
  expect(found(manifests, 'IST0133')).toEqual([]);
});
