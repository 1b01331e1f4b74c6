import type { Labels } from '../../../../lib/core/labels';
import type { Values } from '../../../../lib/core/schema/values';
import { annotations } from './annotations';
import type { MeshMaker } from './mesh-maker';
import { makeService } from './services';

const APPS = ['web', 'cart', 'orders', 'db', 'mail', 'reviews'];

function container(m: MeshMaker, name: string): Values {
  return {
    name,
    image: m.slip('example.com/app:1', 'auto'),
    ports: m.sometimes(0.5, () => [{ name: 'http', containerPort: m.pick(80, 8080, 9080) }]),
    securityContext: m.slip<Values | undefined>(
      m.sometimes(0.2, () => ({ runAsUser: m.pick(1000, 0, 1338), runAsNonRoot: true })),
      { runAsUser: 1337 },
    ),
  };
}

function proxy(m: MeshMaker): Values {
  return {
    name: m.slip('istio-proxy', 'istio-operator'),
    image: m.pick('auto', 'auto', 'istio/proxyv2:1'),
    securityContext: { runAsUser: 1337 },
  };
}

/** The spec of pods. */
export function podSpec(m: MeshMaker): Values {
  const containers = m.several(1, 2, (at) => container(m, at === 0 ? 'app' : 'helper'));
  const init = m.slip(undefined, [proxy(m)], [container(m, 'setup')]);
  if (m.slips() && m.chance(0.5)) containers.push(proxy(m));
  return {
    hostNetwork: m.slip(m.pick(undefined, false), true),
    securityContext: m.slip<Values | undefined>(m.pick(undefined, { runAsUser: 1000 }, {}), { runAsUser: 1337 }),
    containers,
    initContainers: init,
  };
}

function templateLabels(m: MeshMaker, labels: Labels): Labels {
  return {
    ...labels,
    ...m.slip<Labels | undefined>(
      undefined,
      { 'sidecar.istio.io/inject': 'true' },
      { 'sidecar.istio.io/inject': 'false' },
      { 'istio.io/rev': 'canary' },
      { 'sidecar.istio.io/inject': 'true', 'istio.io/rev': 'stable' },
      { 'istio.io/dataplane-mode': 'none' },
      { 'istio.io/dataplane-mode': 'ambient' },
      { 'gateway.networking.k8s.io/gateway-name': 'edge' },
      { istio: 'ingressgateway' },
    ),
  };
}

const OBJECT_LABELS: readonly (Labels | undefined)[] = [
  { istio: 'pilot' },
  { release: 'istio' },
  { 'gateway.istio.io/managed': 'istio.io-mesh-controller' },
  { 'gateway.istio.io/managed': 'istio.io-gateway-controller' },
  { 'sidecar.istio.io/inject': 'true' },
];

/** Adds what makes pods of a template. */
export function addWorkload(m: MeshMaker, kind: string, name: string, namespace: string, template: Values): void {
  const metadata = { name, namespace, labels: m.slip(undefined, ...OBJECT_LABELS), annotations: annotations(m, 'Deployment') };
  const { labels } = template.metadata as { labels: Labels };
  m.workloads.push({ name, namespace, labels });
  const selector = { matchLabels: { app: labels.app } };
  switch (kind) {
    case 'Pod': {
      const { metadata: pod, spec } = template as { metadata: Values; spec: Values };
      m.add('v1', 'Pod', { ...pod, name, namespace }, { spec });
      break;
    }
    case 'Job':
      m.add('batch/v1', 'Job', metadata, { spec: { template } });
      break;
    case 'CronJob':
      m.add('batch/v1', 'CronJob', metadata, { spec: { schedule: '0 * * * *', jobTemplate: { spec: { template } } } });
      break;
    default:
      m.add('apps/v1', kind, metadata, { spec: { selector, replicas: m.pick(undefined, 1, 3), template } });
  }
}

/** An app of some versions, with its service. */
function makeApp(m: MeshMaker, namespace: string, name: string): void {
  const kind = m.pick(
    'Deployment',
    'Deployment',
    'Deployment',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
    'Pod',
  );
  const versions = m.pick(['v1'], ['v1', 'v2'], [undefined]);
  for (const version of versions) {
    const labels = templateLabels(m, version === undefined ? { app: name } : { app: name, version });
    const made = version === undefined ? name : `${name}-${version}`;
    addWorkload(m, kind, made, namespace, { metadata: { labels, annotations: annotations(m, 'Pod') }, spec: podSpec(m) });
  }
  const service = m.chance(0.1) ? `${name}-svc` : name;
  makeService(m, service, namespace, m.slip<Labels>({ app: name }, { app: m.typo() }, {}, { app: name, version: 'v1' }));
  if (m.chance(0.15)) makeService(m, `${name}-extra`, namespace, m.pick<Labels>({ app: name }, { app: name, version: 'v1' }));
}

export function makeApps(m: MeshMaker): void {
  for (const namespace of m.namespaces) {
    if (m.slip(false, true)) continue;
    const first = m.pick(...APPS.keys());
    m.several(1, 2, (at) => makeApp(m, namespace, APPS[(first + at) % APPS.length]!));
  }
}
