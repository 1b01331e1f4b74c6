import { equal, ok } from 'node:assert/strict';
import { App, Chart, Size } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import {
  AddonsNamespace,
  Grafana,
  HandsOn,
  IstioControlPlane,
  Jaeger,
  Kiali,
  OpenTelemetryCollector,
  Prometheus,
} from '../../../lib';
import { DASHBOARDS } from '../../../lib/addons/grafana/dashboards';
import { GOLDEN_SIGNALS } from '../../../lib/addons/prometheus/recording-rules';
import { MANAGER } from '../../mesh/apply';
import type { Case } from '../case';
import { expectShare } from '../chance';
import type { Program } from '../program';
import type { World } from '../world';
import { echo } from '../world';

const PATH = '/prometheus';

function addons({ stages, istio }: Program): void {
  const namespace = new AddonsNamespace(stages.addons, 'addons', { controlPlane: istio });
  const reach = { host: 'prometheus.example.com', path: PATH, ingressClassName: 'nginx' } as const;
  const prometheus = new Prometheus(stages.addons, 'prometheus', { namespace, scrapeIntervalSeconds: 1, reach });
  const jaeger = new Jaeger(stages.addons, 'jaeger', { namespace, traced: false });
  const grafana = new Grafana(stages.addons, 'grafana', { namespace, prometheus, jaeger });
  new Kiali(stages.addons, 'kiali', { namespace, prometheus, grafana, jaeger });
  new OpenTelemetryCollector(stages.addons, 'otel', { namespace, traces: { jaeger } });
}

/** All that the addons can be beyond what runs here, where there are no volumes and no Secrets. */
function everyChoice(): readonly Written[] {
  const app = new App();
  const controlPlane = new IstioControlPlane(new Chart(app, 'mesh'), 'istio');
  const chart = new Chart(app, 'addons', { disableResourceNameHashes: true });
  const namespace = new AddonsNamespace(chart, 'addons', { controlPlane });
  const secret = (name: string) => Secret.fromSecretName(chart, name, name);
  const nginx = (part: string) =>
    ({
      host: `${part}.example.com`,
      path: `/${part}`,
      ingressClassName: 'nginx',
      tls: secret(`${part}-tls`),
      basicAuth: secret(`${part}-people`),
    }) as const;
  const size = Size.gibibytes(5);
  const storage = { size, storageClassName: 'fast' };
  const prometheus = new Prometheus(chart, 'prometheus', {
    namespace,
    storage,
    retentionSize: Size.gibibytes(4),
    reach: nginx('prometheus'),
  });
  const jaeger = new Jaeger(chart, 'jaeger', { namespace, storage: { volume: storage }, reach: nginx('jaeger') });
  const admin = secret('grafana-admin');
  const grafana = new Grafana(chart, 'grafana', { namespace, prometheus, jaeger, admin, storage, reach: nginx('grafana') });
  const login = {
    strategy: 'openid',
    issuerUri: 'https://id.example.com:8443',
    clientId: 'kiali',
    sessionKey: secret('kiali-session'),
    clientSecret: secret('kiali-client'),
  } as const;
  new Kiali(chart, 'kiali', { namespace, prometheus, grafana, jaeger, login, readOnly: false, reach: nginx('kiali') });
  const objects = chart.toJson() as readonly Written[];
  return objects
    .filter(({ kind }) => kind !== 'Telemetry' && kind !== 'Namespace')
    .flatMap((object) => [object, ...podOf(object)]);
}

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly template?: { readonly metadata: { readonly labels: object }; readonly spec: object } };
}

/** The pod that a Deployment would make: only pods are held against the Pod Security Standard. */
function podOf({ kind, metadata: { name, namespace }, spec }: Written): Written[] {
  if (kind !== 'Deployment' || spec?.template === undefined) return [];
  const { metadata, spec: pod } = spec.template;
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: `${name}-dry`, namespace: namespace ?? '' }, spec: pod },
  ];
}

interface Target {
  readonly labels: { readonly job: string; readonly namespace: string; readonly pod: string };
  readonly health: string;
  readonly lastError: string;
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function ask<T>(world: World, question: string): Promise<T> {
  const answer = await world.ask('plain/client', `http://prometheus.addons:9090${PATH}/api/v1/${question}`);
  equal(answer.status, 200, `${question}: ${answer.body}`);
  return (JSON.parse(answer.body) as { data: T }).data;
}

const query = async (world: World, expression: string) =>
  (await ask<{ result: readonly Sample[] }>(world, `query?query=${encodeURIComponent(expression)}`)).result;

/** A question of a dashboard, as Grafana would ask it. */
const filledIn = (expression: string) =>
  expression.replaceAll('$__rate_interval', '1m').replaceAll(/\$(namespace|service|workload)/g, '.*');

const questions = DASHBOARDS.flatMap(({ panels = [] }) => panels)
  .flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []))
  .map((target) => filledIn((target as unknown as { expr: string }).expr));

/** The metrics that a question is about: names that are neither functions nor labels. */
function metricsOf(expression: string): string[] {
  const withoutLabels = expression.replace(/\{[^}]*\}|by \([^)]*\)/g, ' ');
  return [...withoutLabels.matchAll(/[a-z][a-z0-9_:]*[_:][a-z0-9_:]*(?![a-z0-9_:(])/g)].map(([name]) => name);
}

/** All targets, as soon as each has been asked once. */
async function askedTargets(world: World): Promise<readonly Target[]> {
  for (let attempt = 0; ; attempt++) {
    const { activeTargets } = await ask<{ activeTargets: readonly Target[] }>(world, 'targets?state=active');
    if (attempt === 20 || activeTargets.every(({ health }) => health !== 'unknown')) return activeTargets;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Its annotations promise metrics, which the stand-in does not have: the agent cannot join them with its own. */
const hasMetricsOfItsOwn = ({ pod }: Target['labels']) => pod.startsWith('productpage-');

export const addonCases: readonly Case[] = [
  {
    name: 'Prometheus finds istiod, the gateways and every sidecar, each once',
    apps: addons,
    rule: {},
    mutant: { without: ['ClusterRoleBinding/prometheus-addons'] },
    check: async (world) => {
      const activeTargets = await askedTargets(world);
      const broken = activeTargets.filter(({ health, labels }) => health !== 'up' && !hasMetricsOfItsOwn(labels));
      equal(broken.length, 0, broken.map(({ labels, health, lastError }) => `${labels.pod} ${health}: ${lastError}`).join('\n'));
      const names = activeTargets.map(
        ({ labels: { job, pod } }) => `${job} ${pod.replace(/(-[a-z0-9]{8,10})?-[a-z0-9]{5}$/, '')}`,
      );
      for (const wanted of ['istiod istiod', 'istio-proxies istio-ingressgateway', 'istio-proxies reviews-v1']) {
        equal(names.filter((name) => name === wanted).length, 1, `${wanted} in ${names.join(', ')}`);
      }
    },
  },
  {
    name: 'every question of the dashboards and rules is understood, and answered where its metrics exist',
    apps: addons,
    rule: {},
    mutant: { without: ['Deployment/prometheus'] },
    check: async (world) => {
      const existing = new Set(await ask<readonly string[]>(world, 'label/__name__/values'));
      const asked = [...questions, ...GOLDEN_SIGNALS.map(({ expr }) => expr)];
      const answerable = asked.filter((expression) => metricsOf(expression).every((name) => existing.has(name)));
      ok(answerable.length > 15, `metrics exist for ${answerable.length} of ${asked.length} questions alone`);
      for (const expression of asked) {
        const answer = await query(world, expression);
        if (answerable.includes(expression)) ok(answer.length > 0, `no answer to ${expression}`);
      }
    },
  },
  {
    name: 'the pods of all addons are taken where the Pod Security Standard restricted is enforced',
    apps: addons,
    rule: {},
    mutant: { without: ['Deployment/kiali'] },
    check: async (world) => {
      for (const [name, port] of [
        ['grafana', 3000],
        ['jaeger', 16686],
        ['kiali', 20001],
        ['otel', 4318],
      ]) {
        equal((await world.ask('plain/client', `http://${name}.addons:${port}/`)).status, 200);
      }
    },
  },
  {
    name: 'with volumes, logins, TLS and basic auth, the API server takes all of it under restricted',
    run: async (world, mutated) => {
      await world.become({ apps: addons });
      const { mesh } = world;
      const objects = everyChoice();
      const apply = (items: readonly object[]) =>
        mesh.kubectl(
          ['apply', '--server-side', `--field-manager=${MANAGER}`, '--dry-run=server', '-f', '-'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
        );
      const { code, errors } = await apply(objects);
      equal(code, 0, errors);
      equal(errors, '', 'without a warning');
      const pods = objects.filter(({ kind }) => kind === 'Pod');
      const namespace = mutated ? 'plain' : undefined; // where nothing is enforced
      const privileged = pods.map((pod) => ({
        ...pod,
        metadata: { ...pod.metadata, ...(namespace && { namespace }) },
        spec: { ...pod.spec, hostNetwork: true },
      }));
      const refused = await apply(privileged);
      ok(refused.errors.includes('violates PodSecurity "restricted'), `hostNetwork is taken: ${refused.errors}`);
    },
  },
  {
    name: 'the hands-on app: one request in five is answered by green',
    apps: ({ stages, istio, ingress }) =>
      new HandsOn(stages.apps, 'handson', {
        controlPlane: istio,
        ingress,
        hosts: ['app.example.com'],
        green: 20,
        traffic: stages.traffic,
      }),
    rule: {},
    mutant: { without: ['VirtualService/handson'] },
    check: async (world) => {
      const answers = await world.enterMany('http://app.example.com/', { times: 500 });
      const green = answers.filter((answer) => echo(answer).version === 'green').length;
      expectShare('green', green, answers.length, 20);
    },
  },
];
