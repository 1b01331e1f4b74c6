import { deepEqual, equal } from 'node:assert/strict';
import { IstioControlPlane, MeshNamespace } from '../../../lib';
import { applyStage } from '../../mesh/apply';
import { until } from '../../mesh/inside/until';
import type { Procedure } from '../case';
import { cdk8sIstio } from '../command';
import { type Change, CONTROL_PLANE, synthesize } from '../program';
import { TestApp } from '../test-app';
import type { World } from '../world';

interface Report {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly check: string;
    readonly subject: string;
    readonly ok: boolean;
    readonly message: string;
  }[];
}

/** What somebody does to a cluster behind the back of `dist/`. */
interface Damage {
  readonly name: string;
  /** What `dist/` has beside what it always has. @default nothing */
  readonly change?: Change;
  readonly damage: (world: World) => Promise<unknown>;
  readonly mend: (world: World) => Promise<unknown>;
  /** The lines that fail, with names of pods cut, in their order. */
  readonly failing: readonly string[];
}

const dist = (change: Change = {}) => synthesize(change, { crds: true });

/** The lines of `verify` that fail, as `check subject: message`. */
async function failing({ mesh }: World, change?: Change): Promise<string[]> {
  const { code, output, errors } = await cdk8sIstio(mesh, ['verify', '--output=json'], dist(change));
  equal(errors, '');
  const { ok, checks } = JSON.parse(output) as Report;
  equal(code, ok ? 0 : 1);
  return checks
    .filter((check) => !check.ok)
    .map(
      ({ check, subject, message }) => `${check} ${subject.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, '')}: ${message.split(': ')[0]}`,
    );
}

/** Whatever was mended needs a moment, and so may damage. */
async function untilFailing(world: World, change: Change, expected: readonly string[]): Promise<void> {
  const isSo = async () => JSON.stringify(await failing(world, change)) === JSON.stringify(expected);
  await until('verify finds it so', async () => ((await isSo()) ? true : undefined), { every: 500 }).catch(async () =>
    deepEqual(await failing(world, change), expected),
  );
}

const untilWell = (world: World, change: Change) => untilFailing(world, change, []);

const kubectl =
  (...args: readonly string[]) =>
  ({ mesh }: World) =>
    mesh.kubectlOutput(args);

const ISTIOD = ['deployment/istiod', '-n', 'istio-system'];
const VIRTUAL_SERVICE = ['virtualservice', 'bookinfo', '-n', 'bookinfo', '--type=json'];

const image = (reference: string) => async (world: World) => {
  await kubectl('set', 'image', ...ISTIOD, `discovery=${reference}`)(world);
  await kubectl('rollout', 'status', ...ISTIOD, '--timeout=300s')(world);
  await until('one istiod runs', () =>
    world.mesh.pods.filter(({ labels }) => labels['app'] === 'istiod').length === 1 ? true : undefined,
  );
};

const OLD_PROXY = `apiVersion: v1
kind: Pod
metadata: { name: old, namespace: demo, annotations: { sidecar.istio.io/proxyImage: "docker.io/istio/proxyv2:1.30.0" } }
spec: { containers: [{ name: app, image: app }] }`;

/** A second revision, a tag on it, and a namespace that follows the tag. */
const TWO_REVISIONS: Change = {
  apps: ({ stages }) => {
    const props = { ...CONTROL_PLANE, revision: 'second', revisionTags: ['prod'] } as const;
    const tag = new IstioControlPlane(stages.controlPlane, 'second', props).tag('prod');
    new MeshNamespace(stages.apps, 'tagged', { injectedBy: tag });
    new TestApp(stages.apps, 'page', { namespace: 'tagged' });
  },
};

const DAMAGES: readonly Damage[] = [
  {
    name: 'sidecars of another revision than their namespace asks for',
    change: TWO_REVISIONS,
    damage: kubectl('label', 'namespace', 'demo', 'istio-injection-', 'istio.io/rev=prod'),
    mend: kubectl('label', 'namespace', 'demo', 'istio.io/rev-', 'istio-injection=enabled'),
    failing: [
      'equals Namespace demo: metadata.labels["istio-injection"] is gone, "enabled" in dist',
      ...['client-v1', 'server-v1', 'server-v2'].map(
        (pod) => `sidecars Pod demo/${pod}: has a proxy of revision default, and should have one of revision second`,
      ),
    ],
  },
  {
    name: 'an object changed by hand',
    damage: kubectl('patch', ...VIRTUAL_SERVICE, '-p=[{"op":"add","path":"/spec/http/0/timeout","value":"3s"}]'),
    mend: kubectl('patch', ...VIRTUAL_SERVICE, '-p=[{"op":"remove","path":"/spec/http/0/timeout"}]'),
    failing: ['equals VirtualService bookinfo/bookinfo: spec.http[0].timeout is "3s", and not in dist'],
  },
  {
    name: 'an object deleted',
    damage: kubectl('delete', 'service', 'details', '-n', 'bookinfo'),
    mend: async ({ mesh }) => {
      for (const stage of dist().filter(({ name }) => name.startsWith('50-'))) await applyStage(mesh, stage);
    },
    failing: ['exists Service bookinfo/details: is not in the cluster'],
  },
  {
    name: 'istiod scaled to nothing',
    damage: async (world) => {
      await kubectl('scale', ...ISTIOD, '--replicas=0')(world);
      await until('istiod is gone', () => (world.mesh.pods.some(({ labels }) => labels['app'] === 'istiod') ? undefined : true));
    },
    mend: async (world) => {
      await kubectl('scale', ...ISTIOD, '--replicas=1')(world);
      await kubectl('rollout', 'status', ...ISTIOD, '--timeout=300s')(world);
    },
    failing: [
      'equals Deployment istio-system/istiod: spec.replicas is 0, 1 in dist',
      'equals 60-traffic.k8s.yaml: 10 objects cannot be compared, as an apply would be refused',
      'ready Deployment istio-system/istiod: is scaled to 0 replicas',
      'webhooks ValidatingWebhookConfiguration istiod-default-validator: gives no answer',
      'webhooks ValidatingWebhookConfiguration istio-validator-istio-system: gives no answer',
      'injection Namespace bookinfo: a new pod is refused',
      'injection Namespace demo: a new pod is refused',
    ],
  },
  {
    name: 'an istiod of another version',
    damage: image('registry.istio.io/release/pilot:1.30.0'),
    mend: image('registry.istio.io/release/pilot:1.31.1'),
    failing: [
      'equals Deployment istio-system/istiod: spec.template.spec.containers[0].image is "registry.istio.io/release/pilot:1.30.0", "registry.istio.io/release/pilot:1.31.1" in dist',
      'versions Pod istio-system/istiod: runs discovery 1.30.0, 1.31.1 in dist',
    ],
  },
  {
    name: 'a proxy of another version',
    damage: ({ mesh }) => mesh.kubectlOutput(['apply', '-f', '-'], OLD_PROXY),
    mend: kubectl('delete', 'pod', 'old', '-n', 'demo', '--wait'),
    failing: ['versions Pod demo/old: runs istio-proxy 1.30.0, 1.31.1 in dist'],
  },
  {
    name: 'pods without sidecars in a namespace that asks for them',
    damage: kubectl('label', 'namespace', 'plain', 'istio-injection=enabled'),
    mend: kubectl('label', 'namespace', 'plain', 'istio-injection-'),
    failing: ['sidecars Pod plain/client-v1: has no sidecar, and should have one of revision default'],
  },
  {
    name: 'a namespace of a revision that does not exist',
    damage: kubectl('label', 'namespace', 'plain', 'istio.io/rev=nowhere'),
    mend: kubectl('label', 'namespace', 'plain', 'istio.io/rev-'),
    failing: ['sidecars Namespace plain: asks for the sidecars of nowhere, which no webhook of the cluster gives'],
  },
];

const well: Procedure = {
  name: 'verify: all is well after an install',
  run: async (world, mutated) => {
    await world.become({});
    await untilWell(world, {});
    const without = dist().map(({ name, text }) => ({ name, text: mutated ? text.replaceAll('details', 'detail') : text }));
    const { code, output } = await cdk8sIstio(world.mesh, ['verify'], without);
    deepEqual({ code, verdict: output.trim().split('\n').at(-1)?.replace(/\d+/, 'n') }, { code: 0, verdict: VERDICT }, output);
  },
};

const VERDICT = 'all is as it should be, n checks';

/** Whatever is wrong has its line, and nothing else has one. */
export const verify: readonly Procedure[] = [
  well,
  ...DAMAGES.map(
    ({ name, change = {}, damage, mend, failing: expected }): Procedure => ({
      name: `verify: ${name}`,
      run: async (world, mutated) => {
        await world.become(change);
        await untilWell(world, change);
        if (!mutated) await damage(world);
        try {
          if (mutated) deepEqual(await failing(world, change), expected);
          else await untilFailing(world, change, expected);
        } finally {
          if (!mutated) await mend(world);
          await untilWell(world, change);
        }
      },
    }),
  ),
];
