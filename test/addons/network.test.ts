import { Secret } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Grafana, Jaeger, Kiali, OpenTelemetryCollector, Prometheus, type Reach } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';
import '../property-seed';

const PORTS = { prometheus: 9090, grafana: 3000, jaeger: 16686, kiali: 20001 } as const;
type Part = keyof typeof PORTS;
const WAYS = ['none', 'ingress', 'traefik', 'gateway', 'route'] as const;
type By = (typeof WAYS)[number];

const way = fc.constantFrom(...WAYS);
const choices = fc.record({
  jaeger: fc.boolean(),
  grafana: fc.boolean(),
  kiali: fc.boolean(),
  collector: fc.boolean(),
  openid: fc.boolean(),
  store: fc.boolean(),
  ways: fc.record({ prometheus: way, grafana: way, jaeger: way, kiali: way }),
});
type Choice = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** What is to be allowed, and nothing else: `<caller> -> <called>:<port>`, from both ends. */
function wantedLinks({ ways, ...chosen }: Choice): string[] {
  const links: string[] = [];
  const both = (caller: string, called: string, port: number) =>
    links.push(`${caller}: to ${called}:${port}`, `${called}: from ${caller}:${port}`);
  const outside: Readonly<Record<By, string | undefined>> = {
    none: undefined,
    ingress: 'namespace ingress-nginx',
    traefik: 'namespace traefik',
    gateway: 'app=istio-ingressgateway',
    route: 'gateway.networking.k8s.io/gateway-name=tools in istio-system',
  };
  const made = (Object.keys(PORTS) as Part[]).filter((part) => part === 'prometheus' || chosen[part]);
  for (const part of made) {
    const from = outside[ways[part]];
    if (from !== undefined) links.push(`${part}: from ${from}:${PORTS[part]}`);
    links.push(`${part}: to anything:53`, `${part}: to anything:53/UDP`);
  }
  links.push('prometheus: to everything');
  for (const caller of ['grafana', 'kiali'] as const) {
    if (!chosen[caller]) continue;
    both(caller, 'prometheus', PORTS.prometheus);
    if (chosen.jaeger) both(caller, 'jaeger', PORTS.jaeger);
  }
  if (chosen.kiali) {
    if (chosen.grafana) both('kiali', 'grafana', PORTS.grafana);
    links.push(...[443, 6443, 8443, 16443].map((port) => `kiali: to anything:${port}`), 'kiali: to namespace istio-system:15014');
    if (chosen.openid) links.push('kiali: to anything:8443');
  }
  const tracing = chosen.collector ? 'otel' : 'jaeger';
  if (chosen.collector) links.push('otel: to anything:53', 'otel: to anything:53/UDP');
  if (chosen.collector || chosen.jaeger) links.push(`${tracing}: from anybody:4317`, `${tracing}: from anybody:4318`);
  if (chosen.collector && chosen.jaeger) both('otel', 'jaeger', 4317);
  if (chosen.jaeger && chosen.store) links.push('jaeger: to anything:9200');
  return links.sort();
}

interface PolicyPeer {
  readonly namespaceSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

interface PolicyRule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly { readonly protocol: string; readonly port: number }[];
}

interface PolicySpec {
  readonly podSelector: { readonly matchLabels: { readonly app: string } };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}

function named({ namespaceSelector, podSelector }: PolicyPeer): string {
  const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const [label] = Object.entries(podSelector?.matchLabels ?? {});
  if (label === undefined) return namespace === undefined ? 'anybody' : `namespace ${namespace}`;
  if (namespace === 'istio-addons' && label[0] === 'app') return label[1];
  return `${label.join('=')}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

/** The links that NetworkPolicies allow; each of them must shut its pods off in the directions it is about. */
function allowedLinks(found: FoundObjects): string[] {
  return found.names('NetworkPolicy').flatMap((name) => {
    const spec = found.spec('NetworkPolicy', name) as unknown as PolicySpec;
    const { app } = spec.podSelector.matchLabels;
    const links = (direction: 'from' | 'to', rules: readonly PolicyRule[]) =>
      rules.flatMap((rule) => {
        if (rule.ports === undefined) return [`${app}: ${direction} everything`];
        const peers = rule[direction]?.map(named) ?? ['anything'];
        return peers.flatMap((peer) =>
          (rule.ports ?? []).map(
            ({ protocol, port }) => `${app}: ${direction} ${peer}:${port}${protocol === 'UDP' ? '/UDP' : ''}`,
          ),
        );
      });
    return [...links('from', spec.ingress ?? []), ...links('to', spec.egress ?? [])];
  });
}

test('each link is allowed on both of its sides, and nothing else is', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      const { chart, namespace, gateway, kubernetesGateway } = watchedMesh();
      const reach = (part: Part): { reach?: Reach } => {
        const host = `${part}.example.com`;
        const reaches: Readonly<Record<By, Reach | undefined>> = {
          none: undefined,
          ingress: { host, ingressClassName: 'nginx' },
          traefik: { host, ingressClassName: 'traefik', controllerNamespace: 'traefik' },
          gateway: { host, gateway },
          route: { host, kubernetesGateway },
        };
        const chosenWay = reaches[chosen.ways[part]];
        return chosenWay === undefined ? {} : { reach: chosenWay };
      };
      const prometheus = new Prometheus(chart, 'prometheus', { namespace, ...reach('prometheus') });
      const storage = chosen.store
        ? { storage: { elasticsearch: { servers: ['https://store.example.com:9200'] as const } } }
        : {};
      const jaeger = chosen.jaeger
        ? new Jaeger(chart, 'jaeger', { namespace, traced: !chosen.collector, ...storage, ...reach('jaeger') })
        : undefined;
      const optional = jaeger === undefined ? {} : { jaeger };
      const grafana = chosen.grafana
        ? new Grafana(chart, 'grafana', { namespace, prometheus, ...optional, ...reach('grafana') })
        : undefined;
      if (chosen.collector)
        new OpenTelemetryCollector(chart, 'otel', { namespace, traces: jaeger === undefined ? 'log' : { jaeger } });
      const sessionKey = Secret.fromSecretName(chart, 'session', 'session');
      const login = { strategy: 'openid', issuerUri: 'https://id.example.com:8443', clientId: 'kiali', sessionKey } as const;
      if (chosen.kiali) {
        new Kiali(chart, 'kiali', {
          namespace,
          prometheus,
          ...optional,
          ...(grafana !== undefined && { grafana }),
          ...(chosen.openid && { login }),
          ...reach('kiali'),
        });
      }
      const found = new FoundObjects(chart);
      expect(allowedLinks(found).sort()).toEqual(wantedLinks(chosen));
      for (const pod of found.names('Deployment')) {
        expect((found.spec('NetworkPolicy', pod) as unknown as PolicySpec).policyTypes).toEqual(['Ingress', 'Egress']);
      }
    }),
    { numRuns: 40 },
  );
});
