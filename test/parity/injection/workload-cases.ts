import { concat } from '../../../lib/install/injection/expression';
import { input, values } from '../../../lib/install/injection/inputs';
import {
  alsoNative,
  annotated,
  app,
  auto,
  cni,
  deployment,
  global,
  helper,
  type InjectionCase,
  native,
  proxy,
  template,
  workload,
} from './pods';

export const workloadCases: readonly InjectionCase[] = alsoNative([
  { name: 'StatefulSet', pod: workload('StatefulSet', { containers: [app, helper], serviceAccountName: 'db' }) },
  {
    name: 'DaemonSet',
    pod: workload('DaemonSet', { labels: { 'app.kubernetes.io/name': 'n', 'app.kubernetes.io/version': '7' } }),
  },
  { name: 'Job', pod: workload('Job', {}, 'batch/v1') },
  {
    name: 'CronJob',
    pod: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'jobs' },
      spec: { schedule: '0 1 * * *', jobTemplate: { spec: { template: template() } } },
    },
  },
  { name: 'Pod', pod: { apiVersion: 'v1', kind: 'Pod', ...template(), metadata: { name: 'bare', namespace: 'x' } } },
  {
    name: 'Pod without a name',
    pod: { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'bare-' }, spec: { containers: [helper] } },
  },
  {
    name: 'Pod without labels',
    pod: { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'x' }, spec: { containers: [app] } },
  },
  { name: 'hostNetwork', pod: deployment({ hostNetwork: true }) },
  { name: 'refuses injection', pod: deployment({ labels: { 'sidecar.istio.io/inject': 'false' } }) },
  { name: 'unknown template', pod: annotated({ 'inject.istio.io/templates': 'none-such' }), official: 'refused' },
  { name: 'bad annotation', pod: annotated({ 'sidecar.istio.io/interceptionMode': 'SOMEHOW' }), official: 'refused' },

  { name: 'long name', pod: deployment({ name: `${'a-'.repeat(35)}b`, labels: {} }) },
  {
    name: 'own labels',
    values: { meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: 'true' } } } },
    pod: deployment({
      labels: {
        'service.istio.io/canonical-name': '--own_.',
        'service.istio.io/canonical-revision': 'r9',
        'security.istio.io/tlsMode': 'disabled',
        'networking.istio.io/tunnel': 'none',
        'service.istio.io/workload-name': 'labelled',
        'topology.istio.io/network': 'n9',
      },
    }),
  },
  {
    name: 'own default container',
    pod: deployment({ containers: [app, helper], annotations: { 'kubectl.kubernetes.io/default-container': 'helper' } }),
  },
  {
    name: 'own default log container',
    pod: deployment({ containers: [helper, app], annotations: { 'kubectl.kubernetes.io/default-logs-container': 'app' } }),
  },
  { name: 'no app container', pod: deployment({ containers: [auto] }) },
  { name: 'no ports', pod: deployment({ containers: [{ name: 'quiet', image: 'quiet' }] }) },
  {
    name: 'own init containers',
    pod: deployment({ initContainers: [{ name: 'first', image: 'one' }], imagePullSecrets: [{ name: 'mine' }] }),
    values: global({ imagePullSecrets: ['theirs'] }),
  },
  {
    name: 'own init containers, native',
    pod: deployment({ initContainers: [{ name: 'first', image: 'one' }] }),
    env: native,
  },

  {
    name: 'own proxy container',
    pod: deployment({
      containers: [
        app,
        {
          ...auto,
          env: [
            { name: 'POD_NAME', value: 'mine' },
            { name: 'MORE', value: '1' },
          ],
          resources: { limits: { cpu: '3' } },
        },
      ],
    }),
  },
  {
    name: 'own proxy container, no resources in the mesh',
    values: proxy({ resources: null }),
    pod: deployment({ containers: [{ ...auto, resources: { limits: { cpu: '3' } } }, app] }),
  },
  {
    name: 'own proxy container, CNI, other user',
    values: cni,
    pod: deployment({ containers: [app, { ...auto, securityContext: { runAsUser: 1000, runAsGroup: 1001 } }] }),
  },
  { name: 'own proxy container, native', env: native, pod: deployment({ containers: [app, { ...auto, image: 'other:1' }] }) },
  {
    name: 'injected before',
    pod: deployment({
      containers: [app, { name: 'istio-proxy', image: 'old', args: ['old'] }],
      annotations: { 'sidecar.istio.io/status': '{"initContainers":["istio-init"],"containers":["istio-proxy"],"volumes":null}' },
    }),
  },
  ...[
    { limits: { memory: '1024Mi', cpu: '1000m' } },
    { limits: { cpu: '0.5', memory: '1Gi', 'example.com/gpu': 1 }, requests: { memory: 1048576, cpu: 2 } },
    { limits: { cpu: '1500m', memory: '1.5Gi' }, requests: { cpu: '100u', memory: '1e6' } },
    { limits: { cpu: '0.0001', memory: '1000Ki' }, requests: { cpu: '0', memory: '512Ki' } },
  ].map((resources): InjectionCase => {
    const pod = deployment({ containers: [app, { ...auto, resources }] });
    return { name: `own resources of the proxy: ${JSON.stringify(resources)}`, pod };
  }),
  {
    name: 'further template',
    values: global({ meshID: 'mesh' }),
    templates: {
      more: {
        spec: {
          containers: [{ name: 'istio-proxy', env: [{ name: 'MORE', value: concat(values.text('global.meshID'), 'x') }] }],
        },
      },
    },
    pod: annotated({ 'inject.istio.io/templates': 'sidecar, more' }),
  },
  {
    name: 'sockets from SPIRE by a further template',
    templates: { spire: { spec: { volumes: [{ name: 'workload-socket', csi: { driver: 'csi.spiffe.io', readOnly: true } }] } } },
    pod: annotated({ 'inject.istio.io/templates': 'sidecar,spire' }),
  },
  {
    name: 'own template for sidecars',
    templates: { sidecar: { metadata: { labels: { mine: input('revision') } } } },
    pod: deployment(),
  },
]);
