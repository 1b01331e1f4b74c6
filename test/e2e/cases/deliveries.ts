import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ISTIO_VERSION } from '../../../lib/versions';
import type { Mesh } from '../../mesh/mesh';
import type { Procedure } from '../case';
import { cdk8sIstio, cdk8sIstioOn, type Said } from '../command';
import { type State, stateOf } from '../deliveries/state';
import { type Output, synthesizeFor, textOf } from '../deliveries/synth';
import { WAYS, type Way } from '../deliveries/ways';
import { everything, untilSettled } from '../everything';
import { synthesize } from '../program';
import { storedObjects } from '../stored-objects';
import type { World } from '../world';

/** The release before that of `lib/versions.ts`. */
const OLD = '1.31.0';
const NEW = ISTIO_VERSION;

const UNINSTALL = ['uninstall', '--yes', '--purge'];

/** What was installed goes, and nothing else has to. */
async function expectEmpty({ mesh, before }: World, { code, output, errors }: Said): Promise<void> {
  equal(code, 0, output + errors);
  deepEqual(await untilSettled(mesh), before);
}

/** All cases before have a mesh in common. */
async function emptied(world: World): Promise<void> {
  if (JSON.stringify(await everything(world.mesh)) === JSON.stringify(world.before)) return;
  await expectEmpty(world, await cdk8sIstio(world.mesh, UNINSTALL, synthesize({}, { crds: true })));
  world.note([]);
}

const fresh = new Map<string, State>();

/** What a first install of a release by kubectl leads to. */
async function freshState(world: World, folder: string, version: string): Promise<State> {
  const known = fresh.get(version);
  if (known !== undefined) return known;
  const output = await synthesizeFor('kubectl', version, join(folder, `fresh-${version}`));
  await WAYS['kubectl']?.apply(world.mesh, output);
  const state = await stateOf(world.mesh, output);
  await expectEmpty(world, await cdk8sIstioOn(world.mesh, UNINSTALL, output.folder));
  fresh.set(version, state);
  return state;
}

/** Applied once more, no object gets another version, and no field another owner; nor has anybody changed one since. */
async function expectSteady(mesh: Mesh, way: Way, output: Output): Promise<void> {
  const texts = output.stages.map(textOf);
  const before = await storedObjects(mesh, texts);
  await way.apply(mesh, output, output);
  deepEqual(await storedObjects(mesh, texts), before, 'the second apply');
  for (const difference of await way.diff(mesh, output)) deepEqual(difference, { code: 0, output: '', errors: '' });
}

/** Pods keep the proxies that they began with. */
async function replacePods(mesh: Mesh, ...namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) await mesh.kubectlOutput(['delete', 'pods', '--all', '-n', namespace]);
  for (const namespace of namespaces) {
    await mesh.kubectlOutput(['rollout', 'status', '--timeout=300s', '-n', namespace, 'deployment']);
  }
}

async function deliver(world: World, way: Way, older: Output, newer: Output, mutated: boolean): Promise<void> {
  const { mesh } = world;
  await way.apply(mesh, older);
  if (mutated) return deepEqual(await stateOf(mesh, older), fresh.get(NEW));
  await expectSteady(mesh, way, older);
  deepEqual(await stateOf(mesh, older), fresh.get(OLD), `${OLD}, installed`);

  await way.apply(mesh, newer, older);
  deepEqual(await stateOf(mesh, newer), fresh.get(NEW), `${NEW} in the place of ${OLD}`);
  await replacePods(mesh, 'bookinfo', 'istio-system');
  // Neither Argo CD nor Flux is here, which would know their own objects.
  const ofMesh = newer.stages.map((stage, i) => ({ name: `${i}.yaml`, text: textOf(stage) }));
  const { code, output, errors } = await cdk8sIstio(mesh, ['verify'], ofMesh);
  equal(code, 0, output + errors);

  await way.apply(mesh, older, newer);
  deepEqual(await stateOf(mesh, older), fresh.get(OLD), `back to ${OLD}`);
  for (const difference of await way.diff(mesh, older)) deepEqual(difference, { code: 0, output: '', errors: '' });
}

/** From an empty cluster to an empty cluster, with istiod and all proxies running between. */
function delivery(key: string, way: Way): Procedure {
  return {
    name: `delivery by ${way.name}: applied twice nothing changes, an upgrade and a rollback end as a fresh install, uninstall leaves nothing`,
    run: async (world, mutated) => {
      await emptied(world);
      const folder = mkdtempSync(join(tmpdir(), 'e2e-delivery-'));
      try {
        for (const version of [OLD, NEW]) await freshState(world, folder, version);
        const older = await synthesizeFor(key, OLD, join(folder, OLD));
        const newer = await synthesizeFor(key, NEW, join(folder, NEW));
        const failure = await deliver(world, way, older, newer, mutated).then(
          () => undefined,
          (error: Error) => error,
        );
        const uninstalled = await cdk8sIstioOn(world.mesh, UNINSTALL, older.folder);
        if (failure !== undefined) throw failure;
        await expectEmpty(world, uninstalled);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

export const deliveries: readonly Procedure[] = Object.entries(WAYS).map(([key, way]) => delivery(key, way));
