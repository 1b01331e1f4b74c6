import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClientTls } from '../../lib/networking/client-tls';
import { DestinationRule } from '../../lib/networking/destination-rule';
import type { LoadBalancer } from '../../lib/networking/load-balancer';
import type { TrafficPolicy } from '../../lib/networking/traffic-policy';

// What must not compile. Nothing runs this file.

export function subsets(scope: Construct): void {
  const reviews = new DestinationRule(scope, 'reviews', { host: 'reviews', subsets: { v1: { version: 'v1' }, v2: {} } });
  const plain = new DestinationRule(scope, 'plain', { host: 'reviews' });
  const computed: DestinationRule<string> = new DestinationRule(scope, 'computed', { host: 'a', subsets: { [plain.name]: {} } });
  reviews.subset('v1', 9080);
  computed.subset('anything');
  // @ts-expect-error not a subset of the rule
  reviews.subset('v3');
  // @ts-expect-error the rule has no subsets
  plain.subset('v1');
  // @ts-expect-error the host is missing
  new DestinationRule(scope, 'hostless', {});
  // @ts-expect-error version is short for a label
  new DestinationRule(scope, 'both', { host: 'a', subsets: { v1: { version: 'v1', labels: { app: 'a' } } } });
  // @ts-expect-error labels are read from the workload, or given
  new DestinationRule(scope, 'twice', { host: 'a', subsets: { v1: { workload: { labels: {} }, labels: { app: 'a' } } } });
  // @ts-expect-error a subset has a name, and is in a record by it
  new DestinationRule(scope, 'list', { host: 'a', subsets: [{ name: 'v1', labels: { version: 'v1' } }] });
  // @ts-expect-error a number is no name of a host
  new DestinationRule(scope, 'number', { host: 80 });
  // @ts-expect-error the pods are picked by labels
  new DestinationRule(scope, 'selector', { host: 'a', workloadSelector: { app: 'a' } });
  // @ts-expect-error a misspelt field
  new DestinationRule(scope, 'misspelt', { host: 'a', trafficPolicies: {} });
}

export const balancers: LoadBalancer[] = [
  { simple: 'ROUND_ROBIN', warmup: { duration: Duration.seconds(30) } },
  { consistentHash: { httpHeaderName: 'user', maglev: { tableSize: 65537 } }, localityLbSetting: { enabled: false } },
  // @ts-expect-error no such way to pick
  { simple: 'LEAST_CONNS' },
  // @ts-expect-error one way to pick only
  { simple: 'RANDOM', consistentHash: { useSourceIp: true } },
  // @ts-expect-error one hash key only
  { consistentHash: { useSourceIp: true, httpHeaderName: 'user' } },
  // @ts-expect-error a hash key is missing
  { consistentHash: { ringHash: {} } },
  // @ts-expect-error one hash algorithm only
  { consistentHash: { useSourceIp: true, ringHash: {}, maglev: { tableSize: 3 } } },
  // @ts-expect-error places by locality or by zone
  { localityLbSetting: {}, zoneAwareLbSetting: {} },
  // @ts-expect-error shares leave nothing to fall back from
  { localityLbSetting: { distribute: [], failover: [] } },
  // @ts-expect-error a number has no unit
  { warmup: { duration: 30 } },
];

export const policies: TrafficPolicy[] = [
  { tunnel: { targetHost: 'example.com', targetPort: 443 } },
  // @ts-expect-error the line would stand outside of the tunnel
  { tunnel: { targetHost: 'example.com', targetPort: 443 }, proxyProtocol: {} },
  // @ts-expect-error a port has settings of its own only
  { portLevelSettings: [{ port: { number: 80 }, tunnel: { targetHost: 'example.com', targetPort: 443 } }] },
];

export const tls: ClientTls[] = [
  { mode: 'DISABLE' },
  { mode: 'ISTIO_MUTUAL', sni: 'a' },
  { mode: 'SIMPLE', caCertificates: '/ca', caCrl: '/crl', sni: 'a', subjectAltNames: ['a'] },
  { mode: 'SIMPLE', insecureSkipVerify: true },
  { mode: 'MUTUAL', credentialName: 'client', insecureSkipVerify: true },
  { mode: 'MUTUAL', clientCertificate: '/crt', privateKey: '/key', caCertificates: '/ca' },
  // @ts-expect-error the mode is missing
  { caCertificates: '/ca' },
  // @ts-expect-error nothing is encrypted
  { mode: 'DISABLE', sni: 'a' },
  // @ts-expect-error Istio has its own certificates
  { mode: 'ISTIO_MUTUAL', credentialName: 'client' },
  { mode: 'SIMPLE', credentialName: { name: 'ca', metadata: { namespace: 'shop' } } },
  // @ts-expect-error a Secret has a name
  { mode: 'SIMPLE', credentialName: { metadata: {} } },
  // @ts-expect-error no such mode
  { mode: 'STRICT' },
  // @ts-expect-error a client certificate is missing
  { mode: 'MUTUAL', caCertificates: '/ca' },
  // @ts-expect-error its private key is missing
  { mode: 'MUTUAL', clientCertificate: '/crt' },
  // @ts-expect-error from a Secret or from files
  { mode: 'MUTUAL', credentialName: 'client', clientCertificate: '/crt', privateKey: '/key' },
  // @ts-expect-error the list of a Secret is in the Secret
  { mode: 'SIMPLE', credentialName: 'client', caCrl: '/crl' },
  // @ts-expect-error what is not verified needs no authorities
  { mode: 'SIMPLE', insecureSkipVerify: true, caCertificates: '/ca' },
  // @ts-expect-error nor names
  { mode: 'MUTUAL', credentialName: 'client', insecureSkipVerify: true, subjectAltNames: ['a'] },
];
