import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { oldProgram } from '../../lib/cli/migration/old-chart/old-program';
import { isOldChart, readOldChart } from '../../lib/cli/migration/old-chart/read-old-chart';
import { runProgram } from '../../lib/cli/migration/old-chart/run-program';

const VALUES = parse(`
certmanager: { enabled: true }
galley: { enabled: true, replicaCount: 1 }
gateways:
  istio-ingressgateway:
    enabled: true
    type: NodePort
    autoscaleMin: 2
    ports: [{ port: 80, targetPort: 80, name: http2, nodePort: 31380 }]
  istio-egressgateway: { enabled: false, type: ClusterIP }
global:
  hub: docker.io/istio
  proxy: { autoInject: disabled, accessLogFile: /dev/stdout, includeIPRanges: "*", concurrency: 0 }
  mtls: { enabled: true }
  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
grafana: { enabled: true, persist: true, storageClassName: fast, ingress: { enabled: true, hosts: [istio-grafana.sample.com] } }
istio_cni: { enabled: true }
istiocoredns: { enabled: true }
kiali: { enabled: true, contextPath: /kiali, ingress: { enabled: true, hosts: [istio-kiali.sample.com] }, dashboard: { username: admin } }
mixer: { enabled: true, istio-policy: { autoscaleMin: 1 }, env: { GODEBUG: gctrace=2 } }
nodeagent: { enabled: false }
pilot: { traceSampling: 25, replicaCount: 1 }
prometheus: { enabled: true }
security: { selfSigned: true }
sidecarInjectorWebhook: { enabled: true, enableNamespacesByDefault: false }
tracing: { enabled: true, jaeger: { memory: { max_traces: 50000 }, persist: true, accessMode: ReadWriteOnce }, ingress: { enabled: true, hosts: [istio-jaeger.sample.com] } }
`) as Readonly<Record<string, unknown>>;

/** What the program of some settings writes, in the order of its files. */
function written(name: string, program: string): string {
  const file = `.build/${name}.ts`;
  mkdirSync('.build', { recursive: true });
  writeFileSync(file, program.replace("'cdk8s-istio'", "'../lib'"));
  const env = { ...process.env, CDK8S_OUTDIR: `.build/${name}` };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', file], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readdirSync(`.build/${name}`)
    .map((stage) => readFileSync(`.build/${name}/${stage}`, 'utf8'))
    .join('---\n');
}

test('values of that age are known by the parts that only they have', () => {
  expect(isOldChart(VALUES)).toBe(true);
  expect(isOldChart({ gateways: { 'istio-ingressgateway': { type: 'NodePort' } } })).toBe(true);
  expect(isOldChart({ pilot: {}, global: {}, sidecarInjectorWebhook: {} })).toBe(false);
});

test('each value is told of once, and the program that is left runs', () => {
  const { keys, settings, unknown } = readOldChart(VALUES);
  expect(unknown).toEqual([]);
  expect(keys.map(({ key }) => key)).toHaveLength(44);
  const program = oldProgram(settings);
  const text = written('old-chart', program);
  for (const part of [
    'kind: PeerAuthentication',
    'mode: REGISTRY_ONLY',
    'ISTIO_META_DNS_CAPTURE: "true"',
    'nodePort: 31380',
    'host: istio-grafana.sample.com',
    'host: istio-kiali.sample.com',
    'path: /kiali',
    'host: istio-jaeger.sample.com',
    'storageClassName: fast',
    'randomSamplingPercentage: 25',
    'name: istio-cni-node',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('istio-egressgateway');
});

test('what is switched off is left out, with all that belongs to it', () => {
  const { settings } = readOldChart({ grafana: { enabled: false, persist: true }, tracing: { enabled: false }, mixer: {} });
  expect(oldProgram(settings)).not.toMatch(/Grafana|Jaeger|Addons/);
});

test('Kiali brings the Prometheus that it needs', () => {
  const { settings } = readOldChart({ kiali: { enabled: true }, prometheus: { enabled: false } });
  expect(oldProgram(settings)).toContain("new Prometheus(stages.addons, 'prometheus'");
});

test('a part that the old chart did not have is told of, with the nearest one', () => {
  expect(readOldChart({ grafanna: { enabled: true }, mixer: {} }).unknown).toEqual([
    { key: 'grafanna', fix: 'the nearest part is grafana' },
  ]);
});

/** The program of some values, as text, which runs. */
function programOf(text: string): string {
  const { settings, wrong } = readOldChart(parse(text, { merge: true }) as Readonly<Record<string, unknown>>);
  expect(wrong).toEqual([]);
  const program = oldProgram(settings);
  runProgram('values.yaml', program);
  return program;
}

test('an Ingress that is not switched on is none', () => {
  const values = 'kiali: { enabled: true, contextPath: /kiali, ingress: { hosts: [kiali.example.com] } }';
  expect(programOf(values)).not.toContain('reach');
  expect(readOldChart(parse(values) as Readonly<Record<string, unknown>>).keys).toContainEqual({
    key: 'kiali.ingress.hosts',
    value: ['kiali.example.com'],
    became: 'it is reached from within the cluster alone, since ingress.enabled is not true',
  });
});

test('of two places for the Ingress of Jaeger, the one that is switched on counts', () => {
  const off = 'ingress: { enabled: false, hosts: [tracing.local], tls: [] }';
  const on = 'jaeger: { ingress: { enabled: true, hosts: [jaeger.local] } }';
  const values = `tracing: { enabled: true, ${on}, ${off} }`;
  expect(programOf(values)).toContain("reach: { ingressClassName: 'nginx', host: 'jaeger.local' }");
  expect(readOldChart(parse(values) as Readonly<Record<string, unknown>>).keys).toContainEqual({
    key: 'tracing.ingress.hosts',
    value: ['tracing.local'],
    became: 'no Ingress, since ingress.enabled is not true',
  });
  const both = programOf(`tracing: { enabled: true, ${on}, ${off.replace('false', 'true')} }`);
  expect(both).toContain("host: 'tracing.local'");
  expect(both).not.toContain('jaeger.local');
});

/** What the command makes of a values file. */
function migrate(values: string) {
  mkdirSync('.build', { recursive: true });
  writeFileSync('.build/old-values.yaml', values);
  const command = ['bin/cdk8s-istio.js', 'migrate', '.build/old-values.yaml'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('what the old chart had by itself is there, where a file does not switch it off', () => {
  const { stdout, stderr } = migrate(`
gateways:
  istio-ingressgateway: { type: NodePort, replicaCount: 3, autoscaleEnabled: false, tolerations: [{ key: edge, operator: Exists }] }
  istio-egressgateway: { enabled: false }
`);
  expect(stdout).toContain("new IngressGateway(stages.gateways, 'istio-ingressgateway', {");
  expect(stdout).toContain("service: { type: 'NodePort' }");
  expect(stdout).toContain("tolerations: [{ key: 'edge', operator: 'Exists' }]");
  expect(stdout).toContain('autoscaling: { enabled: false }');
  expect(stdout).toContain("new Prometheus(stages.addons, 'prometheus'");
  expect(stdout).not.toContain('EgressGateway');
  expect(stderr).toContain(
    '  gateways.istio-ingressgateway.enabled, true in the old chart where a file says nothing: an IngressGateway\n',
  );
});

test('no gateway is made where all are switched off', () => {
  const { stdout } = migrate(
    'gateways: { enabled: false, istio-ingressgateway: { enabled: true } }\nprometheus: { enabled: false }\n',
  );
  expect(stdout).not.toMatch(/Gateway|Prometheus/);
});

test('class and certificate of an Ingress, and anchors', () => {
  const program = programOf(`
grafana:
  enabled: true
  contextPath: /grafana/
  ingress: &ingress
    enabled: true
    hosts: [istio-grafana.sample.com]
    annotations: { kubernetes.io/ingress.class: traefik }
    tls: [{ secretName: tools-tls, hosts: [istio-grafana.sample.com] }]
tracing:
  enabled: true
  contextPath: /
  jaeger: { ingress: { <<: *ingress, hosts: [istio-jaeger.sample.com] } }
`);
  expect(program).toContain("path: '/grafana',");
  expect(program).toContain("host: 'istio-jaeger.sample.com'");
  expect(program.match(/ingressClassName: 'traefik'/g)).toHaveLength(2);
  expect(program).toContain("Secret.fromSecretName(stages.addons, 'jaeger-tls', 'tools-tls')");
});

test('what asked for a password still does', () => {
  const program = programOf(`
grafana: { enabled: true, security: { enabled: true, adminUser: admin, adminPassword: admin } }
kiali: { enabled: true, dashboard: { username: admin, passphrase: admin } }
`);
  expect(program).toContain("admin: Secret.fromSecretName(stages.addons, 'grafana-admin', 'grafana-admin')");
  expect(program).toContain("strategy: 'token'");
});

test('how long and how often Prometheus asks', () => {
  const program = programOf('prometheus: { enabled: true, retention: 6h, scrapeInterval: 30s }');
  expect(program).toContain('retention: Duration.hours(6), scrapeIntervalSeconds: 30');
});

test('empty sections and empty values are told of, and decide nothing', () => {
  const { keys, settings, wrong } = readOldChart({ mixer: null, galley: {}, pilot: { traceSampling: null } });
  expect(keys.map(({ key, became }) => `${key}: ${became}`)).toEqual([
    'mixer: empty, which is the default',
    'galley: empty, which is the default',
    'pilot.traceSampling: empty, which is the default',
  ]);
  expect([settings, wrong]).toEqual([[], []]);
});

test.each([
  ['grafana', true, 'is not a section'],
  ['kiali', { enabled: 'yes' }, 'is not true or false'],
  ['pilot', { replicaCount: 'two' }, 'is not a number'],
  ['gateways', { 'istio-ingressgateway': { type: 'Nodeport' } }, 'is not one of ClusterIP, NodePort, LoadBalancer'],
  ['gateways', { 'istio-ingressgateway': { ports: 80 } }, 'is not a list'],
  ['global', { proxy: { resources: [] } }, 'is not a map'],
  ['tracing', { contextPath: 'jaeger' }, 'is not a path that begins with /'],
])('fails when %s is %j', (section, content, problem) => {
  expect(readOldChart({ [section]: content }).wrong).toMatchObject([{ problem }]);
});

test('fails when the program does not run, with what its constructs say', () => {
  const values = { kiali: { enabled: true, ingress: { enabled: true, hosts: ['http://kiali'] } } };
  const program = oldProgram(readOldChart(values).settings);
  expect(() => runProgram('values.yaml', program)).toThrow('reach.host is not a host name, got "http://kiali"');
});

test('programs compile, whichever parts they have', () => {
  const parts = ['grafana', 'kiali', 'prometheus', 'tracing', 'istio_cni'];
  const files = [VALUES, ...parts.map((part) => ({ [part]: { enabled: true } })), { mixer: {} }];
  mkdirSync('.build/old-chart-types', { recursive: true });
  files.forEach((values, i) => {
    const program = oldProgram(readOldChart(values).settings).replace("'cdk8s-istio'", "'../../lib'");
    writeFileSync(`.build/old-chart-types/program-${i}.ts`, program);
  });
  writeFileSync(
    '.build/old-chart-types/tsconfig.json',
    '{ "extends": "../../tsconfig.json", "include": ["*.ts"], "exclude": [] }',
  );
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '-p', '.build/old-chart-types'], { encoding: 'utf8' });
  expect(stdout).toBe('');
}, 60_000);
