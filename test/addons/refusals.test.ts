import { Size } from 'cdk8s';
import { Grafana, IngressBeforeGateway, Jaeger, Kiali, OpenTelemetryCollector, Prometheus } from '../../lib';
import { manifests, refusals, specOf } from '../synth';
import { watchedMesh } from './addons';

const HOST = { host: 'tools.example.com', ingressClassName: 'nginx' } as const;

test('fails when a Kiali has no Prometheus', () => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Kiali(chart, 'kiali', { namespace } as never)).toThrow(
    'addons/kiali: prometheus is missing; Kiali shows what Prometheus has measured; give the Prometheus that watches the mesh',
  );
});

test('fails when two addons are reached under one host and path', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace, reach: HOST });
  expect(() => new Grafana(chart, 'grafana', { namespace, prometheus, reach: HOST })).toThrow(
    'addons/grafana: reach has the host and path of addons/prometheus, got "tools.example.com/"; give each a host or a path of its own',
  );
});

test('one host may lead to several addons by their paths', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace, reach: { ...HOST, path: '/prometheus' } });
  expect(() => new Grafana(chart, 'grafana', { namespace, prometheus, reach: { ...HOST, path: '/grafana' } })).not.toThrow();
});

test('fails when a gateway behind an Ingress has the host of an addon', () => {
  const { chart, namespace, ingress } = watchedMesh();
  new Prometheus(chart, 'prometheus', { namespace, reach: HOST });
  expect(() => new IngressBeforeGateway(chart, 'front', { gateway: ingress, hosts: ['tools.example.com'] })).toThrow(
    'addons/front: hosts[0] has the host and path of addons/prometheus, got "tools.example.com/"; give each a host or a path of its own',
  );
});

test('fails when a volume has no size', () => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Prometheus(chart, 'prometheus', { namespace, storage: {} as never })).toThrow(
    'addons/prometheus: storage.size is missing; give it: Size.gibibytes(20)',
  );
  expect(() => new Jaeger(chart, 'jaeger', { namespace, storage: { volume: { size: Size.mebibytes(0) } } })).toThrow(
    'addons/jaeger: storage.volume.size is nothing, got 0; give it: Size.gibibytes(20)',
  );
});

test.each(['grafana', '/grafana/', '//', '/a b', '/..', '/a/./b'])('fails when the context path is %j', (path) => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Prometheus(chart, 'prometheus', { namespace, reach: { ...HOST, path: path as '/' } })).toThrow(
    `reach.path is not a context path, got ${JSON.stringify(path)}; write / or segments of letters, digits and -._~, each after a /, and without a / at the end`,
  );
});

test.each([
  '',
  'https://tools.example.com',
  'tools.example.com:8080',
  '*.example.com',
  'Tools.example.com',
  'tools.example.com.',
])('fails when the host is %j', (host) => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Prometheus(chart, 'prometheus', { namespace, reach: { ...HOST, host } })).toThrow(
    `reach.host is not a host name, got ${JSON.stringify(host)}; write it in small letters, without scheme, port and path`,
  );
});

test('fails when the address of a receiver has a scheme', () => {
  const { chart, namespace } = watchedMesh();
  expect(
    () => new OpenTelemetryCollector(chart, 'otel', { namespace, traces: { endpoint: 'https://otlp.example.com:4317' } }),
  ).toThrow(
    'addons/otel: traces.endpoint is not an address, got "https://otlp.example.com:4317"; write <host>:<port>, without a scheme',
  );
});

test('a volume may have any whole mebibytes, and no class', () => {
  const { chart, namespace } = watchedMesh();
  new Prometheus(chart, 'small', { namespace, storage: { size: Size.mebibytes(1536), storageClassName: '' } });
  expect(specOf(chart, 'PersistentVolumeClaim', 'small-data')).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1536Mi' } },
    storageClassName: '',
  });
});

test('fails when a volume has parts of mebibytes, or a class that cannot be', () => {
  const { chart, namespace } = watchedMesh();
  const storage = { size: Size.mebibytes(1.5), storageClassName: 'fast disk' };
  expect(refusals(() => new Prometheus(chart, 'prometheus', { namespace, storage }))).toEqual([
    'storage.size is not whole mebibytes, got "1.5Mi"; give it: Size.gibibytes(20)',
    'storage.storageClassName is not a valid Kubernetes name, got "fast disk"; use at most 253 characters of a-z, 0-9, - and ., beginning and ending with a letter or digit',
  ]);
});

test.each(['logs.example.com:0', 'logs.example.com:99999'])('fails when the collector sends to %j', (endpoint) => {
  const { chart, namespace } = watchedMesh();
  expect(refusals(() => new OpenTelemetryCollector(chart, 'otel', { namespace, traces: { endpoint } }))).toEqual([
    `traces.endpoint is not an address, got "${endpoint}"; write <host>:<port>, without a scheme, and with a port from 1 to 65535`,
  ]);
});

test.each(['1prometheus', 'prometheus.one', 'p'.repeat(64)])('fails when an addon is %j, which no Service can be', (id) => {
  const { chart, namespace } = watchedMesh();
  new Prometheus(chart, id, { namespace });
  expect(() => manifests(chart)).toThrow(
    `service/Resource: metadata.name is not a valid Kubernetes name, got "${id}"; use at most 63`,
  );
});
