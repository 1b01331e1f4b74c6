import { deepEqual, equal } from 'node:assert/strict';
import { ApiObject } from 'cdk8s';
import { injectAtSynth, MeshNamespace, type MeshNamespaceProps, PeerAuthentication } from '../../../lib';
import type { Case } from '../case';
import type { Change, Program } from '../program';
import { PORT, TestApp } from '../test-app';
import { echo, type World } from '../world';
import { storedPods, unmarked } from './stored-pods';

const WEBHOOK = 'by-webhook';
const SYNTH = 'at-synth';
const TRIAL = 'synth-bookinfo';

const probed = {
  readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
  livenessProbe: { tcpSocket: { port: PORT }, timeoutSeconds: 3 },
  startupProbe: { httpGet: { port: PORT, scheme: 'HTTP' } },
  lifecycle: { preStop: { httpGet: { port: 'http' } } },
};

const annotations = {
  'sidecar.istio.io/proxyCPU': '50m',
  'sidecar.istio.io/proxyCPULimit': '1',
  'sidecar.istio.io/agentLogLevel': 'default:warn',
  'traffic.sidecar.istio.io/excludeOutboundPorts': '9999',
  'proxy.istio.io/config': '{holdApplicationUntilProxyStarts: true, proxyMetadata: {A: b}}',
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': `${PORT}`,
};

const ownProxy = { name: 'istio-proxy', image: 'auto', resources: { limits: { cpu: '3', memory: '1Gi' } } };

const NATIVE = { 'sidecar.istio.io/nativeSidecar': 'true' };

/** A workload of any kind whose pods have one container beside what is given. */
function workload(program: Program, namespace: string, kind: string, name: string, marks: object, pod: object, spec = {}) {
  const labels = { app: name };
  const app = { name: 'app', image: 'example.com/app:1', ports: [{ name: 'http', containerPort: PORT }], ...probed };
  new ApiObject(program.stages.apps, `${namespace}-${name}`, {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations: marks }, spec: { containers: [app], ...pod } },
      ...spec,
    },
  });
}

/** The same workloads, whoever injects. */
function populate(program: Program, namespace: string, props: MeshNamespaceProps): void {
  const { apps } = program.stages;
  new MeshNamespace(apps, namespace, props);
  new TestApp(apps, 'client', { namespace });
  new TestApp(apps, 'server', { namespace });
  const app = { name: 'app', image: 'example.com/app', ports: [{ containerPort: PORT }] };
  workload(program, namespace, 'Deployment', 'annotated', annotations, {});
  workload(program, namespace, 'Deployment', 'native', NATIVE, { terminationGracePeriodSeconds: 3 });
  workload(program, namespace, 'Deployment', 'own-proxy', {}, { containers: [app, ownProxy] });
  workload(program, namespace, 'StatefulSet', 'stateful', {}, {}, { serviceName: 'server' });
}

/** Deployments, accounts and Services of bookinfo once more, in a namespace whose pods get their sidecars from this program. */
function copyBookinfo({ stages, bookinfo, istio }: Program, { injects = true } = {}): void {
  new MeshNamespace(stages.apps, TRIAL, { injectedBy: istio });
  if (injects) injectAtSynth(stages.apps, { controlPlane: istio, namespace: TRIAL });
  const objects = bookinfo.node.findAll().filter(ApiObject.isApiObject);
  for (const object of objects.filter(({ kind }) => ['Deployment', 'ServiceAccount', 'Service'].includes(kind))) {
    const manifest = object.toJson();
    const id = `copy-${object.kind}-${object.name}`;
    new ApiObject(stages.apps, id, { ...manifest, metadata: { ...manifest.metadata, namespace: TRIAL } });
  }
}

const both =
  (injection: MeshNamespaceProps['injection']): Change['apps'] =>
  (program) => {
    populate(program, WEBHOOK, { injectedBy: program.istio });
    populate(program, SYNTH, injection === 'synth' ? { injectedBy: program.istio, injection } : {});
  };

function strict({ stages, istio }: Program): void {
  new PeerAuthentication(stages.traffic, 'strict', { metadata: { namespace: istio.namespace }, mtls: { mode: 'STRICT' } });
}

/** Whoever asked, as its certificate names it. */
async function caller(world: World, from: string, to: string): Promise<string> {
  const { headers } = echo(await world.ask(`${from}/client`, `http://server.${to}:${PORT}/`));
  return headers['x-forwarded-client-cert']?.split('URI=').at(-1) ?? '';
}

export const injection: readonly Case[] = [
  {
    name: "injection at synth: the API server stores the webhook's pods",
    rule: { apps: both('synth') },
    mutant: { apps: both(undefined) },
    check: async (world) => {
      const pods = await storedPods(world, SYNTH);
      deepEqual(pods, await storedPods(world, WEBHOOK));
      equal(pods.size, 6);
    },
  },
  {
    name: 'injection at synth: both kinds of pods talk to each other under STRICT',
    rule: { apps: both('synth'), traffic: strict },
    mutant: { apps: both(undefined), traffic: strict },
    check: async (world) => {
      for (const [from, to] of [
        [WEBHOOK, SYNTH],
        [SYNTH, WEBHOOK],
        [SYNTH, SYNTH],
      ] as const) {
        equal(await caller(world, from, to), `spiffe://cluster.local/ns/${from}/sa/default`);
      }
      equal((await world.ask('plain/client', `http://server.${SYNTH}:${PORT}/`)).error, 'ECONNRESET');
    },
  },
  {
    name: 'injection at synth: marked pods of bookinfo are left alone by the webhook, and serve',
    rule: { apps: copyBookinfo },
    mutant: { apps: (program) => copyBookinfo(program, { injects: false }) },
    check: async (world) => {
      const marked = await storedPods(world, TRIAL);
      deepEqual(new Set([...marked.values()].map(({ labels }) => labels['sidecar.istio.io/inject'])), new Set(['false']));
      deepEqual(unmarked(marked), await storedPods(world, 'bookinfo'));
      const { status } = await world.ask(`${TRIAL}/productpage`, 'http://reviews:9080/reviews/0');
      equal(status, 200);
    },
  },
];
