import type { MeshConfig } from '../../../../imports/mesh-config';
import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { NAMESPACES, ROOT } from './services';
import { GATEWAYS, OUTER_HOSTS } from './virtual-services';

type Fields = Readonly<Record<string, unknown>>;

const some = (random: Random, share: number, fields: () => Fields): Fields => (random.chance(share) ? fields() : {});

const istio = (kind: string, group: string, name: string, namespace: string, spec: Fields): KubeObject => ({
  apiVersion: `${group}.istio.io/v1`,
  kind,
  metadata: { name, namespace },
  spec,
});

const EXPORTS = [['*'], ['.'], ['a'], ['c'], ['b']] as const;

function trafficPolicy(random: Random): Fields {
  return random.pick<Fields>([
    { loadBalancer: { simple: 'RANDOM' } },
    { loadBalancer: { consistentHash: { httpHeaderName: 'end-user' } } },
    { loadBalancer: { consistentHash: { useSourceIp: true } } },
    { loadBalancer: { consistentHash: { httpCookie: { name: 'user', ttl: '0s' } } } },
    { outlierDetection: { consecutive5xxErrors: 5 } },
    { tls: { mode: 'DISABLE' } },
    { portLevelSettings: [{ port: { number: 9080 }, loadBalancer: { simple: 'ROUND_ROBIN' } }] },
    {
      outlierDetection: { consecutive5xxErrors: 5 },
      loadBalancer: { localityLbSetting: { distribute: [{ from: 'r1/z1/*', to: { 'r1/z1/*': 80, 'r1/z2/*': 20 } }] } },
    },
    { outlierDetection: {}, loadBalancer: { localityLbSetting: { failover: [{ from: 'r1', to: 'r2' }] } } },
  ]);
}

function destinationRule(random: Random, i: number): KubeObject {
  const hosts = [
    'reviews.a.svc.cluster.local',
    'reviews.a.svc.cluster.local',
    'reviews',
    'details.b.svc.cluster.local',
    'database.b.svc.cluster.local',
  ];
  const host = random.pick([...hosts, '*.a.svc.cluster.local', '*.local', 'api.example.com', 'headless.a.svc.cluster.local']);
  const versions = ['v1', 'v2', 'v3', 'v9'];
  return istio('DestinationRule', 'networking', `rule-${i}`, random.pick(['a', 'a', 'b', 'c', ROOT]), {
    host,
    subsets: versions
      .filter(() => random.chance(0.85))
      .map((version) => ({
        name: version === 'v9' ? 'none' : version,
        labels: { version },
        ...some(random, 0.1, () => ({ trafficPolicy: trafficPolicy(random) })),
      })),
    ...some(random, 0.3, () => ({ trafficPolicy: trafficPolicy(random) })),
    ...some(random, 0.3, () => ({ exportTo: random.pick(EXPORTS) })),
    ...some(random, 0.1, () => ({ workloadSelector: { matchLabels: { app: random.pick(['client', 'reviews']) } } })),
  });
}

/** The one that everybody has. */
const usualRule = () =>
  istio('DestinationRule', 'networking', 'usual', 'a', {
    host: 'reviews',
    subsets: ['v1', 'v2', 'v3'].map((version) => ({ name: version, labels: { version } })),
  });

function server(random: Random, port: number, i: number): Fields {
  const host = () => {
    const outer = random.chance(0.35) ? '*' : random.pick(OUTER_HOSTS);
    return random.chance(0.75) ? outer : random.pick([`./${outer}`, `a/${outer}`, `*/${outer}`]);
  };
  const all = [...new Set(random.chance(0.3) ? [host(), host()] : [host()])];
  // With another host beside it, this one is an index out of range in istiod.
  const hosts = all.includes('*/*') ? ['*/*'] : all;
  if (port === 443) {
    const mode = random.pick(['SIMPLE', 'SIMPLE', 'SIMPLE', 'PASSTHROUGH']);
    const protocol = mode === 'PASSTHROUGH' ? random.pick(['TLS', 'HTTPS']) : random.pick(['HTTPS', 'HTTPS', 'TLS']);
    return {
      port: { number: port, name: `https-${i}`, protocol },
      hosts,
      tls: { mode, ...(mode === 'SIMPLE' && { credentialName: 'cert' }) },
    };
  }
  if (port === 3306) return { port: { number: port, name: `tcp-${i}`, protocol: 'TCP' }, hosts };
  return {
    port: { number: port, name: `http-${i}`, protocol: random.pick(['HTTP', 'HTTP', 'HTTP2', 'GRPC']) },
    hosts,
    ...some(random, 0.15, () => ({ tls: { httpsRedirect: true } })),
  };
}

function gateway(random: Random, fullName: string): KubeObject {
  const [namespace = '', name = ''] = fullName.split('/');
  return istio('Gateway', 'networking', name, namespace, {
    ...some(random, 0.95, () => ({ selector: { istio: fullName === 'b/edge' ? 'edge' : 'ingressgateway' } })),
    servers: Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, i) =>
      server(random, i === 0 && random.chance(0.7) ? 80 : random.pick([80, 80, 443, 443, 443, 3306, 8080]), i),
    ),
  });
}

function sidecar(random: Random, i: number): KubeObject {
  const hosts = [
    ...[
      '*/*',
      './*',
      'a/*',
      'b/*',
      '~/*',
      '*/reviews.a.svc.cluster.local',
      '*/*.example.com',
      'b/details.b.svc.cluster.local',
      '*/x.example.com',
    ],
    `${ROOT}/*`,
  ];
  const egress = () => ({ hosts: [...new Set([random.pick(hosts), random.pick(hosts)])] });
  return istio('Sidecar', 'networking', `sidecar-${i}`, random.pick([...NAMESPACES, ROOT]), {
    ...some(random, 0.3, () => ({ workloadSelector: { labels: { app: random.pick(['client', 'reviews']) } } })),
    egress: [...(random.chance(0.2) ? [{ ...egress(), port: { number: 9080, protocol: 'HTTP', name: 'http' } }] : []), egress()],
    ...some(random, 0.3, () => ({ outboundTrafficPolicy: { mode: random.pick(['REGISTRY_ONLY', 'ALLOW_ANY']) } })),
  });
}

function serviceEntries(random: Random): KubeObject[] {
  const web = { number: 80, name: 'http', protocol: 'HTTP' };
  const all = [
    istio('ServiceEntry', 'networking', 'api', random.pick(['a', 'c']), {
      hosts: ['api.example.com'],
      ports: [
        web,
        { number: 443, name: 'tls', protocol: 'TLS' },
        ...(random.chance(0.3) ? [{ number: 9080, name: 'alt', protocol: 'HTTP' }] : []),
      ],
      ...random.pick<Fields>([
        { resolution: 'DNS', endpoints: [{ address: 'backend.example.net' }] },
        { resolution: 'DNS' },
        {
          resolution: 'STATIC',
          endpoints: [
            { address: '192.0.2.1', labels: { version: 'v1' } },
            { address: '192.0.2.2', ports: { http: 8080 }, labels: { version: 'v2' } },
          ],
        },
        { resolution: 'NONE' },
      ]),
      ...some(random, 0.2, () => ({ exportTo: ['.'] })),
    }),
    istio('ServiceEntry', 'networking', 'wild', 'a', { hosts: ['*.wild.com'], ports: [web], resolution: 'NONE' }),
    istio('ServiceEntry', 'networking', 'fixed', 'b', {
      hosts: ['fixed.example.org'],
      addresses: ['192.0.2.50'],
      ports: [{ number: 3306, name: 'tcp', protocol: 'TCP' }, web],
      resolution: 'STATIC',
      endpoints: [{ address: '192.0.2.51' }],
    }),
    istio('ServiceEntry', 'networking', 'pods', 'a', {
      hosts: ['picked.example.com'],
      addresses: ['192.0.2.60'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 9080 }],
      resolution: 'STATIC',
      workloadSelector: { labels: { app: 'ratings' } },
    }),
  ];
  return all.filter(() => random.chance(0.4));
}

/** Everything of Istio that is not a VirtualService. */
export function otherConfig(random: Random): KubeObject[] {
  return [
    ...(random.chance(0.75) ? [usualRule()] : []),
    ...Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, (_, i) => destinationRule(random, i)),
    ...GATEWAYS.filter((name) => random.chance(name === 'a/front' ? 0.9 : 0.35)).map((name) => gateway(random, name)),
    ...Array.from({ length: random.pick([0, 0, 0, 0, 0, 1, 2]) }, (_, i) => sidecar(random, i)),
    ...serviceEntries(random),
  ];
}

export function meshConfig(random: Random): MeshConfig {
  return {
    ...(random.chance(0.25) && { outboundTrafficPolicy: { mode: random.pick(['REGISTRY_ONLY', 'ALLOW_ANY']) } }),
    ...(random.chance(0.1) && { defaultVirtualServiceExportTo: ['.'] }),
    ...(random.chance(0.05) && { defaultDestinationRuleExportTo: ['.'] }),
    ...(random.chance(0.1) && { defaultHttpRetryPolicy: { attempts: 4, retryOn: '5xx' } }),
  };
}
