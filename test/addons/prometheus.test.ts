import { Duration, Size } from 'cdk8s';
import { AddonsNamespace, Prometheus, type PrometheusProps } from '../../lib';
import { watchedMesh } from './addons';
import { FoundObjects } from './found';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

test('by itself: ephemeral, kept for 15 days, hardened, not reached from outside', () => {
  const { chart, namespace } = watchedMesh();
  const prometheus = new Prometheus(chart, 'prometheus', { namespace });
  const found = new FoundObjects(chart);
  expect(prometheus.url).toBeUndefined();
  expect(prometheus.address).toBe('http://prometheus.istio-addons:9090');
  expect(found.container('prometheus')).toMatchObject({
    args: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      '--storage.tsdb.retention.time=15d',
      '--web.external-url=/',
      '--web.route-prefix=/',
    ],
    resources: { requests: { cpu: '250m', memory: '1024Mi' }, limits: { memory: '4096Mi' } },
    securityContext: { ...RESTRICTED, runAsUser: 65534, runAsGroup: 65534 },
  });
  expect(found.pod('prometheus')).toMatchObject({
    automountServiceAccountToken: true,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(found.spec('Deployment', 'prometheus')['strategy']).toEqual({ type: 'Recreate' });
  expect(found.names('PersistentVolumeClaim')).toEqual([]);
  expect(found.names('Ingress')).toEqual([]);
  expect(found.object('ClusterRole', 'prometheus-istio-addons').rules).toMatchObject([
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
  ]);
});

test('every prop is rendered', () => {
  const { chart, namespace } = watchedMesh();
  const props: Required<PrometheusProps> = {
    namespace,
    retention: Duration.hours(36),
    retentionSize: Size.gibibytes(9),
    storage: { size: Size.gibibytes(10), storageClassName: 'fast' },
    scrapeIntervalSeconds: 30,
    reach: { host: 'prometheus.example.com', path: '/prometheus', ingressClassName: 'nginx' },
    budget: { cpuMillis: 500, memory: Size.gibibytes(2), memoryLimit: Size.gibibytes(8) },
  };
  const prometheus = new Prometheus(chart, 'prometheus', props);
  const found = new FoundObjects(chart);
  expect(prometheus.url).toBe('http://prometheus.example.com/prometheus');
  expect(prometheus.address).toBe('http://prometheus.istio-addons:9090/prometheus');
  expect(found.container('prometheus')).toMatchObject({
    args: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      '--storage.tsdb.retention.time=129600s',
      '--storage.tsdb.retention.size=9216MB',
      '--web.external-url=http://prometheus.example.com/prometheus',
      '--web.route-prefix=/prometheus',
    ],
    resources: { requests: { cpu: '500m', memory: '2048Mi' }, limits: { memory: '8192Mi' } },
    livenessProbe: { httpGet: { path: '/prometheus/-/healthy', port: 9090 } },
  });
  expect(found.spec('PersistentVolumeClaim', 'prometheus-data')).toMatchObject({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
    storageClassName: 'fast',
  });
  expect(found.spec('Deployment', 'prometheus')['strategy']).toEqual({ type: 'Recreate' });
  expect(found.file('prometheus-etc-prometheus', 'prometheus.yml')).toMatchObject({
    global: { scrape_interval: '30s', evaluation_interval: '30s' },
  });
});

test('two in two namespaces do not share a role', () => {
  const { chart, namespace, controlPlane } = watchedMesh();
  new Prometheus(chart, 'prometheus', { namespace });
  const other = new AddonsNamespace(chart, 'other', { controlPlane });
  new Prometheus(other, 'prometheus', { namespace: other });
  expect(new FoundObjects(chart).names('ClusterRole')).toEqual(['prometheus-istio-addons', 'prometheus-other']);
});

test.each([
  [{ retention: Duration.millis(0) }, 'retention is not a time of whole seconds, got "0ms"; give it: Duration.days(15)'],
  [{ retention: Duration.millis(1500) }, 'retention is not a time of whole seconds, got "1500ms"; give it: Duration.days(15)'],
  [{ retentionSize: Size.kibibytes(1) }, 'retentionSize is out of range, got "0.0009765625Mi"; give at least 1 MiB'],
  [
    { retentionSize: Size.gibibytes(10), storage: { size: Size.gibibytes(10) } },
    'retentionSize is out of range, got "10240Mi"; give less than its volume holds, 10240Mi',
  ],
  [
    { scrapeIntervalSeconds: 0 },
    'scrapeIntervalSeconds is not a whole number in range, got 0; use a whole number between 1 and 120',
  ],
  [
    { budget: { cpuMillis: 1.5, memory: Size.gibibytes(2), memoryLimit: Size.gibibytes(1) } },
    [
      'addons/prometheus: budget.cpuMillis is not a whole number above 0, got 1.5; give thousandths of a core',
      'addons/prometheus: budget.memoryLimit is less than memory, got "1024Mi"; give at least 2048Mi',
    ].join('\n'),
  ],
])('fails when props are %j', (props, message) => {
  const { chart, namespace } = watchedMesh();
  expect(() => new Prometheus(chart, 'prometheus', { namespace, ...props })).toThrow(message);
});
