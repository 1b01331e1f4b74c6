import { dump } from 'js-yaml';

type Fields = Readonly<Record<string, unknown>>;

const LAYERS = 4;

/** Names of the services of a namespace: those of a layer call some of the next one. */
function serviceName(i: number): string {
  const words = ['cart', 'orders', 'stock', 'prices', 'search', 'users', 'mail', 'ads', 'reviews', 'images'];
  return `${words[i % words.length]}-${i}`;
}

interface Team {
  readonly namespace: string;
  /** Numbers of its services. */
  readonly services: readonly number[];
}

function objectsOf(i: number, { namespace, services }: Team): Fields[] {
  const name = serviceName(i);
  const metadata = { name, namespace };
  const place = services.indexOf(i);
  const below = services.filter((_, k) => Math.floor(k / 5) === Math.floor(place / 5) && k % LAYERS === (place % LAYERS) + 1);
  const env = below.slice(0, 2).map((other) => ({ name: `URL_${other}`, value: `http://${serviceName(other)}:80` }));
  const versions = i % 3 === 0 ? ['v1', 'v2'] : ['v1'];
  const to = (subset: string, weight?: number) => ({
    destination: { host: name, subset },
    ...(weight === undefined ? {} : { weight }),
  });
  const istio = 'networking.istio.io/v1';
  const rules =
    versions.length === 1
      ? []
      : [
          {
            apiVersion: istio,
            kind: 'DestinationRule',
            metadata,
            spec: { host: name, subsets: versions.map((v) => ({ name: v, labels: { version: v } })) },
          },
          {
            apiVersion: istio,
            kind: 'VirtualService',
            metadata,
            spec: {
              hosts: [name],
              http: [
                { match: [{ headers: { 'end-user': { exact: 'jason' } } }], route: [to('v2')] },
                {
                  route: [to('v1', 90), to('v2', 10)],
                  ...(i % 12 === 0 ? { fault: { delay: { percentage: { value: 5 }, fixedDelay: '2s' } }, timeout: '3s' } : {}),
                },
              ],
            },
          },
        ];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    ...versions.map((version) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${name}-${version}`, namespace },
      spec: {
        selector: { matchLabels: { app: name, version } },
        template: {
          metadata: { labels: { app: name, version } },
          spec: {
            serviceAccountName: name,
            containers: [{ name: 'app', image: 'example/app:1', env, ports: [{ containerPort: 8080 }] }],
          },
        },
      },
    })),
    ...rules,
  ];
}

function edgeOf({ namespace, services }: Team): Fields[] {
  const host = `${namespace}.example.com`;
  return [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'edge', namespace },
      spec: {
        hosts: [host],
        gateways: ['istio-system/public'],
        http: services.slice(0, 3).map((i, k) => ({
          ...(k === 2 ? {} : { match: [{ uri: { prefix: `/${serviceName(i)}` } }] }),
          route: [{ destination: { host: serviceName(i) } }],
        })),
      },
    },
  ];
}

/** A mesh of teams, twenty services each, behind one gateway: as YAML. */
export function teamsMesh(services: number): string {
  const teams = Array.from({ length: Math.ceil(services / 20) }, (_, team): Team => {
    const numbers = Array.from({ length: 20 }, (_, i) => team * 20 + i).filter((i) => i < services);
    return { namespace: `team-${String(team + 1).padStart(2, '0')}`, services: numbers };
  });
  const gateway = { istio: 'ingressgateway' };
  const objects: Fields[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'ingress', namespace: 'istio-system' },
      spec: {
        template: {
          metadata: { labels: gateway, annotations: { 'inject.istio.io/templates': 'gateway' } },
          spec: { containers: [{ name: 'istio-proxy', image: 'example/proxy:1', args: ['proxy', 'router'] }] },
        },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public', namespace: 'istio-system' },
      spec: { selector: gateway, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com'] }] },
    },
    ...teams.flatMap((team) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: team.namespace, labels: { 'istio-injection': 'enabled' } } },
      ...team.services.flatMap((i) => objectsOf(i, team)),
      ...edgeOf(team),
    ]),
  ];
  return objects.map((object) => dump(object)).join('---\n');
}
