import { Secret } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Grafana, Jaeger, Kiali, Prometheus, type Reach } from '../../lib';
import { watchedMesh } from './addons';
import '../property-seed';

const PARTS = ['prometheus', 'grafana', 'jaeger', 'kiali'] as const;
type Part = (typeof PARTS)[number];

interface Choice {
  readonly path: `/${string}`;
  readonly by: 'ingress' | 'ingress-tls' | 'gateway' | 'gateway-tls' | 'route' | 'route-tls';
}

const segment = fc.stringMatching(/^[a-z0-9][-a-z0-9._~]{0,5}$/).filter((text) => text !== '.' && text !== '..');
const choice: fc.Arbitrary<Choice> = fc.record({
  path: fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}` as const),
  by: fc.constantFrom('ingress', 'ingress-tls', 'gateway', 'gateway-tls', 'route', 'route-tls'),
});
const choices = fc.record({ prometheus: choice, grafana: choice, jaeger: choice, kiali: choice });

const hostOf = (part: Part, { by }: Choice) =>
  by === 'gateway-tls' || by === 'route-tls' ? `${part}.secure.example.com` : `${part}.example.com`;

const linkOf = (part: Part, chosen: Choice) =>
  `${chosen.by.endsWith('-tls') ? 'https' : 'http'}://${hostOf(part, chosen)}${chosen.path === '/' ? '' : chosen.path}`;

function tools(chosen: Readonly<Record<Part, Choice>>) {
  const { chart, namespace, gateway, kubernetesGateway } = watchedMesh();
  const tls = Secret.fromSecretName(chart, 'tls', 'tools-tls');
  const reach = (part: Part): Reach => {
    const { path, by } = chosen[part];
    const place = { host: hostOf(part, chosen[part]), path };
    if (by.startsWith('gateway')) return { ...place, gateway };
    if (by.startsWith('route')) return { ...place, kubernetesGateway };
    return { ...place, ingressClassName: 'nginx', ...(by === 'ingress-tls' && { tls }) };
  };
  const prometheus = new Prometheus(chart, 'prometheus', { namespace, reach: reach('prometheus') });
  const jaeger = new Jaeger(chart, 'jaeger', { namespace, reach: reach('jaeger') });
  const grafana = new Grafana(chart, 'grafana', { namespace, prometheus, jaeger, reach: reach('grafana') });
  new Kiali(chart, 'kiali', { namespace, prometheus, grafana, jaeger, reach: reach('kiali') });
  return chart.toJson() as readonly Found[];
}

interface Found {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

function find(objects: readonly Found[], kind: string, name: string): Found {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Found;
}

const specOf = (objects: readonly Found[], kind: string, name: string) => find(objects, kind, name).spec;

interface Container {
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string } };
}

const containerOf = (objects: readonly Found[], name: Part) =>
  (specOf(objects, 'Deployment', name) as { template: { spec: { containers: [Container] } } }).template.spec.containers[0];

const fileOf = (objects: readonly Found[], map: string, file: string) =>
  parse(find(objects, 'ConfigMap', map).data?.[file] ?? '') as unknown;

/** The path that the Ingress or the VirtualService of a tool lets through. */
function servedPath(objects: readonly Found[], name: Part, { by }: Choice): string {
  if (by.startsWith('ingress')) {
    const { rules } = specOf(objects, 'Ingress', name) as { rules: [{ http: { paths: [{ path: string }] } }] };
    return rules[0].http.paths[0].path;
  }
  if (by.startsWith('route')) {
    const { rules } = specOf(objects, 'HTTPRoute', name) as { rules: [{ matches: [{ path: { value: string } }] }] };
    return rules[0].matches[0].path.value;
  }
  const { http } = specOf(objects, 'VirtualService', name) as { http: [{ match?: [{ uri: { exact: string } }] }] };
  return http[0].match?.[0].uri.exact ?? '/';
}

test('whatever hosts, paths and TLS are chosen, all places agree on them', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      const objects = tools(chosen);
      const below = (part: Part, path: string) => `${chosen[part].path === '/' ? '' : chosen[part].path}${path}`;
      const inside = (part: Part, port: number) => `http://${part}.istio-addons:${port}${below(part, '')}`;
      for (const part of PARTS) expect(servedPath(objects, part, chosen[part])).toBe(chosen[part].path);

      const prometheus = containerOf(objects, 'prometheus');
      expect(prometheus.args).toContain(`--web.external-url=${linkOf('prometheus', chosen.prometheus)}`);
      expect(prometheus.args).toContain(`--web.route-prefix=${chosen.prometheus.path}`);
      expect(prometheus.readinessProbe.httpGet.path).toBe(below('prometheus', '/-/ready'));

      const grafana = containerOf(objects, 'grafana');
      const environment = Object.fromEntries(grafana.env!.map(({ name, value }) => [name, value]));
      expect(environment['GF_SERVER_ROOT_URL']).toBe(`${linkOf('grafana', chosen.grafana)}/`);
      expect(environment['GF_SERVER_SERVE_FROM_SUB_PATH']).toBe(String(chosen.grafana.path !== '/'));
      expect(grafana.readinessProbe.httpGet.path).toBe(below('grafana', '/api/health'));
      expect(fileOf(objects, 'grafana-etc-grafana-provisioning-datasources', 'mesh.yaml')).toMatchObject({
        datasources: [{ url: inside('prometheus', 9090) }, { url: inside('jaeger', 16686) }],
      });

      const jaeger = fileOf(objects, 'jaeger-etc-jaeger', 'config.yaml') as {
        extensions: { jaeger_query: { base_path?: string } };
      };
      expect(jaeger.extensions.jaeger_query.base_path ?? '/').toBe(chosen.jaeger.path);

      expect(containerOf(objects, 'kiali').readinessProbe.httpGet.path).toBe(below('kiali', '/healthz'));
      expect(fileOf(objects, 'kiali-kiali-configuration', 'config.yaml')).toMatchObject({
        external_services: {
          prometheus: { url: inside('prometheus', 9090) },
          grafana: { internal_url: inside('grafana', 3000), external_url: linkOf('grafana', chosen.grafana) },
          tracing: { internal_url: inside('jaeger', 16686), external_url: linkOf('jaeger', chosen.jaeger) },
        },
        server: { web_root: chosen.kiali.path, web_fqdn: hostOf('kiali', chosen.kiali) },
      });
    }),
    { numRuns: 25 },
  );
});
