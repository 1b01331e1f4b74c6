import { deepEqual, ok } from 'node:assert/strict';
import { Destination, Gateway, IngressGateway, IstioControlPlane, MeshNamespace, VirtualService } from '../../../lib';
import { until } from '../../mesh/inside/until';
import type { Procedure } from '../case';
import { type Change, CONTROL_PLANE, type Program } from '../program';
import { SteadyTraffic } from '../steady-traffic';
import { TestApp } from '../test-app';
import type { World } from '../world';

type Revision = 'stable' | 'canary';

/** What a step of docs/upgrade.md leaves behind. */
interface State {
  readonly controlPlanes: readonly Revision[];
  /** Where the tag `prod` leads to. */
  readonly prod: Revision;
  /** What the namespace `blog` asks for; `shop` and the gateway always ask for the tag. */
  readonly blog: 'prod' | 'canary';
}

const BEFORE: State = { controlPlanes: ['stable'], prod: 'stable', blog: 'prod' };
const HOST = 'shop.example.com';

/** As for any workload that must not fail a request when its pods are replaced: pods end after everybody knows that they do. */
const ROLLING = {
  deployment: { replicas: 3 },
  container: { lifecycle: { preStop: { sleep: { seconds: 3 } } } },
};

/** All pods of a Deployment end before new ones begin. */
const RECREATE = { ...ROLLING, deployment: { replicas: 3, strategy: { type: 'Recreate' } } };

/** @param cart how the application in `shop` runs */
function toState({ controlPlanes, prod, blog }: State, cart: typeof ROLLING): Change {
  const apps = ({ stages }: Program): void => {
    const revisions = Object.fromEntries(
      controlPlanes.map((revision) => {
        const revisionTags = revision === prod ? ['prod'] : [];
        return [revision, new IstioControlPlane(stages.controlPlane, revision, { ...CONTROL_PLANE, revision, revisionTags })];
      }),
    ) as Record<Revision, IstioControlPlane>;
    const tag = revisions[prod].tag('prod');
    const edge = new IngressGateway(stages.gateways, 'edge', { controlPlane: tag });
    new MeshNamespace(stages.apps, 'blog', { injectedBy: blog === 'prod' ? tag : revisions[blog] });
    new TestApp(stages.apps, 'page', { namespace: 'blog', ...ROLLING });
    new MeshNamespace(stages.apps, 'shop', { injectedBy: tag });
    const { service } = new TestApp(stages.apps, 'cart', { namespace: 'shop', ...cart });
    const metadata = { namespace: 'shop' };
    const port = { number: 80, name: 'http', protocol: 'HTTP' } as const;
    const gateway = new Gateway(stages.traffic, 'shop-gateway', { metadata, selector: edge, servers: [{ hosts: [HOST], port }] });
    const http = [{ route: [{ destination: Destination.service(service) }] }] as const;
    new VirtualService(stages.traffic, 'shop', { metadata, hosts: [HOST], gateways: [gateway], http });
  };
  return { apps };
}

/** Workloads whose proxies an istiod serves, as `istioctl proxy-status` has it. */
async function servedBy({ mesh }: World, revision: Revision): Promise<string[]> {
  const istiod = mesh.pods.find(({ labels }) => labels['app'] === 'istiod' && labels['istio.io/rev'] === revision);
  if (istiod === undefined) throw new Error(`no istiod of revision ${revision} runs`);
  const { output } = await mesh.exec(istiod, ['curl', '-s', '127.0.0.1:8080/debug/connections']);
  const { clients } = JSON.parse(output) as { clients: readonly { readonly connectionId: string }[] | null };
  return (clients ?? []).map(({ connectionId }) => connectionId.replace(/(-[^-]+){2}\..*$/, '')).sort();
}

/** Waits until the pods that ended are gone. */
async function expectServed(world: World, expected: Partial<Record<Revision, readonly string[]>>): Promise<void> {
  for (const [revision, workloads] of Object.entries(expected)) {
    const isSo = async () => JSON.stringify(await servedBy(world, revision as Revision)) === JSON.stringify(workloads);
    await until(revision, async () => ((await isSo()) ? true : undefined), { every: 500 }).catch(async () =>
      deepEqual(await servedBy(world, revision as Revision), workloads, `proxies at the istiod of revision ${revision}`),
    );
  }
}

async function restart({ mesh }: World, namespace: string, name: string): Promise<void> {
  const deployment = [`deployment/${name}`, '-n', namespace];
  await mesh.kubectlOutput(['rollout', 'restart', ...deployment]);
  await mesh.kubectlOutput(['rollout', 'status', '--timeout=300s', ...deployment]);
}

const EDGE = 'edge';
const PAGES = ['page-v1', 'page-v1', 'page-v1'];
const CARTS = ['cart-v1', 'cart-v1', 'cart-v1'];

async function upgrade(world: World, cart: typeof ROLLING, step: (name: string) => void): Promise<void> {
  const become = (change: Partial<State>) => world.become(toState({ ...BEFORE, ...change }, cart));
  await expectServed(world, { stable: [...CARTS, EDGE, ...PAGES] });

  step('1. the new control plane beside the old one');
  const controlPlanes = ['stable', 'canary'] as const;
  await become({ controlPlanes });
  await expectServed(world, { stable: [...CARTS, EDGE, ...PAGES], canary: [] });

  step('2. one namespace');
  await become({ controlPlanes, blog: 'canary' });
  await restart(world, 'blog', 'page-v1');
  await expectServed(world, { stable: [...CARTS, EDGE], canary: PAGES });

  step('3. the tag');
  await become({ controlPlanes, blog: 'canary', prod: 'canary' });
  await Promise.all([restart(world, 'shop', 'cart-v1'), restart(world, 'istio-system', EDGE)]);
  await expectServed(world, { stable: [], canary: [...CARTS, EDGE, ...PAGES] });

  step('4. the namespace follows the tag again');
  await become({ controlPlanes, prod: 'canary' });
  await restart(world, 'blog', 'page-v1');
  await expectServed(world, { stable: [], canary: [...CARTS, EDGE, ...PAGES] });

  step('5. the old one goes');
  await become({ controlPlanes: ['canary'], prod: 'canary' });
  await until('the old istiod is gone', () => (world.mesh.pods.some(isStable) ? undefined : true));
  await Promise.all([restart(world, 'blog', 'page-v1'), restart(world, 'shop', 'cart-v1')]);
  await expectServed(world, { canary: [...CARTS, EDGE, ...PAGES] });
}

const isStable = ({ labels }: World['mesh']['pods'][number]) => labels['istio.io/rev'] === 'stable';

/** The steps of docs/upgrade.md, beside the control plane without a revision that all cases share. */
export const canaryUpgrade: Procedure = {
  name: 'canary upgrade: namespace, tag and gateway move to a second istiod, the first goes, and no request fails',
  run: async (world, mutated) => {
    const cart = mutated ? RECREATE : ROLLING;
    await world.become(toState(BEFORE, cart));
    const at = { host: await world.addressOf('edge'), port: 80 };
    const traffic = new SteadyTraffic({
      'demo to blog': () => world.ask('demo/client', 'http://page.blog:8080/'),
      'blog to shop': () => world.ask('blog/page', 'http://cart.shop:8080/'),
      'outside to shop': () => world.enter(`http://${HOST}/`, { at }),
    });
    await until('all is reachable', async () => ((await traffic.passes()) ? true : undefined));
    traffic.start();
    await upgrade(world, cart, (step) => traffic.during(step)).finally(() => traffic.stop());
    for (const [step, count] of traffic.counts) console.log(`    ${step}: ${count} requests`);
    ok(traffic.total > 1000, `only ${traffic.total} requests were asked`);
    deepEqual(traffic.failures, [], `${traffic.failures.length} of ${traffic.total} requests failed`);
  },
};
