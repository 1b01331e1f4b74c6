import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { oldProgram } from '../../lib/cli/migration/old-chart/old-program';
import { isOldChart, readOldChart } from '../../lib/cli/migration/old-chart/read-old-chart';

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
kiali: { enabled: true, contextPath: /kiali, ingress: { hosts: [istio-kiali.sample.com] }, dashboard: { username: admin } }
mixer: { enabled: true, istio-policy: { autoscaleMin: 1 }, env: { GODEBUG: gctrace=2 } }
nodeagent: { enabled: false }
pilot: { traceSampling: 25, replicaCount: 1 }
prometheus: { enabled: true }
security: { selfSigned: true }
sidecarInjectorWebhook: { enabled: true, enableNamespacesByDefault: false }
tracing: { enabled: true, jaeger: { memory: { max_traces: 50000 }, persist: true, accessMode: ReadWriteOnce }, ingress: { hosts: [istio-jaeger.sample.com] } }
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
  expect(isOldChart({ pilot: {}, global: {}, sidecarInjectorWebhook: {} })).toBe(false);
});

test('each value is told of once, and the program that is left runs', () => {
  const { keys, settings, unknown } = readOldChart(VALUES);
  expect(unknown).toEqual([]);
  expect(keys.map(({ key }) => key)).toHaveLength(42);
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
