import type { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';

/** What there is to call, before anything of Istio: the same names in every mesh, of which some are left out. */

type Labels = Readonly<Record<string, string>>;

interface Port {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly appProtocol?: string;
}

export const ROOT = 'istio-system';
export const NAMESPACES = ['a', 'b', 'c'] as const;

const LOCALITIES = ['r1.z1.s1', 'r1.z1.s2', 'r1.z2.s1', 'r2.z1.s1'] as const;

const namespace = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'istio-injection': 'enabled', 'kubernetes.io/metadata.name': name } },
});

function deployment(name: string, home: string, labels: Labels, ports: readonly number[], serviceAccount = name): KubeObject {
  const containers = [
    { name: 'app', image: 'app', ports: ports.map((containerPort) => ({ name: `p${containerPort}`, containerPort })) },
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: home },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: serviceAccount, containers } },
    },
  };
}

function service(name: string, home: string, ip: string, ports: readonly Port[], selector: Labels = { app: name }): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: home },
    spec: { type: 'ClusterIP', clusterIP: ip, selector, ports: ports.map((port) => ({ protocol: 'TCP', ...port })) },
  };
}

const exportedTo = (object: KubeObject, exportTo: string): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, annotations: { 'networking.istio.io/exportTo': exportTo } },
});

const HTTP: Port = { name: 'http', port: 9080 };

/** Services that a mesh may have, each with its workloads. */
const SERVICES: Readonly<Record<string, (random: Random) => KubeObject[]>> = {
  ratings: () => [
    service('ratings', 'a', '10.96.0.2', [HTTP]),
    deployment('ratings', 'a', { app: 'ratings', version: 'v1' }, [9080]),
  ],
  details: () => [
    service('details', 'b', '10.96.0.3', [
      { name: 'http-web', port: 80, targetPort: 8080 },
      { name: 'http-alt', port: 9080, targetPort: 'p8081' },
    ]),
    deployment('details', 'b', { app: 'details', version: 'v1' }, [8080, 8081]),
    deployment('details-v2', 'b', { app: 'details', version: 'v2' }, [8080, 8081]),
  ],
  other: () => [service('reviews', 'b', '10.96.0.4', [HTTP], { app: 'details' })],
  unnamed: () => [service('unnamed', 'a', '10.96.0.5', [{ port: 7070 }]), deployment('unnamed', 'a', { app: 'unnamed' }, [7070])],
  database: () => [
    service('database', 'b', '10.96.0.6', [{ name: 'tcp', port: 3306 }]),
    deployment('database', 'b', { app: 'database', version: 'v1' }, [3306]),
    deployment('database-v2', 'b', { app: 'database', version: 'v2' }, [3306]),
  ],
  secure: () => [
    service('secure', 'a', '10.96.0.7', [{ name: 'https', port: 443, targetPort: 8443 }]),
    deployment('secure', 'a', { app: 'secure' }, [8443]),
  ],
  headless: () => [
    service('headless', 'a', 'None', [HTTP], { app: 'headless' }),
    deployment('headless', 'a', { app: 'headless' }, [9080]),
  ],
  alias: (random) => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'alias', namespace: random.pick(['a', 'b']) },
      spec: {
        type: 'ExternalName',
        externalName: 'reviews.a.svc.cluster.local',
        ports: [{ protocol: 'TCP', name: 'http', port: random.pick([9080, 80]) }],
      },
    },
  ],
  grpc: () => [
    service('grpc', 'c', '10.96.0.8', [{ name: 'grpc', port: 7000 }]),
    deployment('grpc', 'c', { app: 'grpc', version: 'v1' }, [7000]),
  ],
  empty: () => [service('empty', 'b', '10.96.0.9', [HTTP])],
  hidden: (random) => [
    exportedTo(service('hidden', 'b', '10.96.0.10', [HTTP]), random.pick(['.', 'a', 'c', '.,a'])),
    deployment('hidden', 'b', { app: 'hidden' }, [9080]),
  ],
};

/** Ports that the Services of gateways have: those above 1024 are what pods listen on. */
const gateway = (name: string, home: string, ip: string, labels: Labels, web: number): KubeObject[] => [
  service(
    name,
    home,
    ip,
    [
      { name: 'http2', port: 80, targetPort: web },
      { name: 'https', port: 443, targetPort: 8443 },
      { name: 'tcp', port: 3306, targetPort: 3306 },
    ],
    labels,
  ),
  deployment(name, home, labels, [web, 8443, 3306]),
];

/** What a mesh has before anything is configured. */
export function ground(random: Random): KubeObject[] {
  const reviews = [
    service('reviews', 'a', '10.96.0.1', [
      HTTP,
      ...(random.chance(0.3) ? [{ name: 'http-80', port: 80, targetPort: 9080 }] : []),
    ]),
    ...['v1', 'v2', 'v3'].map((version, i) => {
      const locality: Labels = random.chance(0.5) ? { 'istio-locality': LOCALITIES[i] ?? 'r1.z1.s1' } : {};
      return deployment(`reviews-${version}`, 'a', { app: 'reviews', version, ...locality }, [9080], 'reviews');
    }),
  ];
  return [
    ...[...NAMESPACES, ROOT].map(namespace),
    ...reviews,
    deployment('client', 'c', { app: 'client', 'istio-locality': random.pick(LOCALITIES) }, [8000]),
    ...gateway('ingress', ROOT, '10.96.1.1', { istio: 'ingressgateway' }, random.pick([8080, 80])),
    ...(random.chance(0.3) ? gateway('edge', 'b', '10.96.1.2', { istio: 'edge' }, 8080) : []),
    ...Object.values(SERVICES)
      .filter(() => random.chance(0.75))
      .flatMap((make) => make(random)),
  ];
}
