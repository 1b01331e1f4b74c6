import { rejected } from './rejection';

const policy = (trafficPolicy: object) => ({ host: 'server', trafficPolicy });
const hashed = (consistentHash: object) => policy({ loadBalancer: { consistentHash } });
const pool = (connectionPool: object) => policy({ connectionPool });
const outliers = (outlierDetection: object) => policy({ outlierDetection });
const local = (localityLbSetting: object) => policy({ loadBalancer: { localityLbSetting } });
const tls = (settings: object) => policy({ tls: settings });
const warm = (warmup: object) => policy({ loadBalancer: { simple: 'ROUND_ROBIN', warmup } });

export const DESTINATION_RULES = rejected('DestinationRule', {
  'no host': { host: '' },
  'a host with a blank': { host: 'a b' },
  'a host that is an address': { host: '10.0.0.1' },
  'a policy of nothing': policy({}),
  'a subset with a dot': { host: 'server', subsets: [{ name: 'v.1', labels: { version: 'v1' } }] },
  'a subset with labels that are none': { host: 'server', subsets: [{ name: 'v1', labels: { 'a b': 'c' } }] },
  'a subset with a label value that is none': { host: 'server', subsets: [{ name: 'v1', labels: { version: '-' } }] },
  'a subset with a policy of nothing': { host: 'server', subsets: [{ name: 'v1', trafficPolicy: {} }] },
  'an unknown way of balancing': policy({ loadBalancer: { simple: 'BEST' } }),
  'two ways of balancing': policy({ loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } }),
  'two ways of hashing': hashed({ useSourceIp: true, httpHeaderName: 'x-user' }),
  'a cookie without a name': hashed({ httpCookie: { name: '', ttl: '0s' } }),
  'a table whose size is no prime': hashed({ useSourceIp: true, maglev: { tableSize: 100 } }),
  'a table that is too large': hashed({ useSourceIp: true, maglev: { tableSize: 5000113 } }),
  'two ways of making the table': hashed({ useSourceIp: true, maglev: { tableSize: 101 }, ringHash: { minimumRingSize: 10 } }),
  'connections below 0': pool({ tcp: { maxConnections: -1 } }),
  'a time to connect below a millisecond': pool({ tcp: { connectTimeout: '0.1ms' } }),
  'a time between signs of life of 0': pool({ tcp: { tcpKeepalive: { interval: '0s' } } }),
  'requests below 0': pool({ http: { http1MaxPendingRequests: -1 } }),
  'retries below 0': pool({ http: { maxRetries: -1 } }),
  'an idle time of 0 for HTTP': pool({ http: { idleTimeout: '0s' } }),
  'an upgrade beside the protocol of the client': pool({ http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } }),
  'an unknown upgrade': pool({ http: { h2UpgradePolicy: 'PERHAPS' } }),
  'a pool of nothing': pool({}),
  'more than all pods left out': outliers({ maxEjectionPercent: 101 }),
  'fewer than no pods healthy': outliers({ minHealthPercent: -1 }),
  'a look every 0 s': outliers({ interval: '0s' }),
  'pods left out for less than a millisecond': outliers({ baseEjectionTime: '0.1ms' }),
  'local failures that are not told apart': outliers({ consecutiveLocalOriginFailures: 2 }),
  'shares that do not add up': local({ distribute: [{ from: 'a/*', to: { 'a/*': 50, 'b/*': 40 } }] }),
  'a share of 0': local({ distribute: [{ from: 'a/*', to: { 'a/*': 100, 'b/*': 0 } }] }),
  'a place with an empty part': local({ distribute: [{ from: 'a//b', to: { 'a/*': 100 } }] }),
  'shares beside failover': local({
    distribute: [{ from: 'a/*', to: { 'a/*': 100 } }],
    failover: [{ from: 'a', to: 'b' }],
  }),
  'failover to the same region': local({ failover: [{ from: 'a', to: 'a' }] }),
  'failover to a zone': local({ failover: [{ from: 'a', to: 'b/c' }] }),
  'mutual TLS without a key': tls({ mode: 'MUTUAL', clientCertificate: '/cert.pem' }),
  'mutual TLS without a certificate': tls({ mode: 'MUTUAL', privateKey: '/key.pem' }),
  'a Secret beside files': tls({ mode: 'SIMPLE', credentialName: 'secret', caCertificates: '/ca.pem' }),
  'an unknown way of TLS': tls({ mode: 'STRICT' }),
  'authorities that are not looked at': tls({ mode: 'SIMPLE', insecureSkipVerify: true, caCertificates: '/ca.pem' }),
  'a port with a policy of nothing': policy({ portLevelSettings: [{ port: { number: 80 } }] }),
  'a tunnel to nowhere': policy({ tunnel: { targetHost: '', targetPort: 80 } }),
  'a tunnel to port 0': policy({ tunnel: { targetHost: 'a.example.com', targetPort: 0 } }),
  'a tunnel by an unknown method': policy({ tunnel: { protocol: 'GET', targetHost: 'a.example.com', targetPort: 80 } }),
  'a tunnel beside a line for the client': policy({
    tunnel: { targetHost: 'a.example.com', targetPort: 80 },
    proxyProtocol: { version: 'V1' },
  }),
  'a start from more than all': warm({ duration: '10s', minimumPercent: 101 }),
  'a start that is not steep': warm({ duration: '10s', aggression: 0 }),
  'a start without a time': warm({ minimumPercent: 10 }),
  'export to all and to one': { host: 'server', exportTo: ['*', 'demo'] },
  'export beyond the namespace of its clients': {
    host: 'server',
    exportTo: ['*'],
    workloadSelector: { matchLabels: { app: 'a' } },
  },
  'clients with a star': { host: 'server', workloadSelector: { matchLabels: { app: '*' } } },
});
