import { deepEqual, equal, match } from 'node:assert/strict';
import { IstioControlPlane } from '../../../lib';
import type { Procedure } from '../case';
import { cdk8sIstio } from '../command';
import { everything, untilSettled } from '../everything';
import { type Change, CONTROL_PLANE, objectsOf, synthesize } from '../program';

/** A second control plane, beside that of all cases. */
const SECOND: Change = {
  apps: ({ stages }) => {
    new IstioControlPlane(stages.controlPlane, 'second', { ...CONTROL_PLANE, revision: 'second' });
  },
};

/** What the second control plane adds, as a folder of its own. */
function secondAlone() {
  const shared = new Set(objectsOf(synthesize({}, { crds: false })).map(({ key }) => key));
  const own = objectsOf(synthesize(SECOND, { crds: false })).filter(({ key }) => !shared.has(key));
  return [{ name: '20-control-plane.k8s.yaml', text: own.map(({ text }) => text).join('\n---\n') }];
}

const THEIRS = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: theirs, namespace: default }
spec: { hosts: [theirs], http: [{ route: [{ destination: { host: theirs } }] }] }`;

const ofOneRevision: Procedure = {
  name: 'uninstall of one revision leaves the other as it was',
  run: async (world, mutated) => {
    await world.become({});
    const before = await untilSettled(world.mesh);
    await world.become(SECOND);
    try {
      if (mutated) return deepEqual(await everything(world.mesh), before);
      const { code, output, errors } = await cdk8sIstio(world.mesh, ['uninstall', '--yes'], secondAlone());
      equal(code, 0, output + errors);
      deepEqual(await untilSettled(world.mesh), before);
    } finally {
      await world.become({});
    }
  },
};

/** The last case: first what others need stays, then everything goes. */
const ofAll: Procedure = {
  name: 'uninstall keeps what others need, and with --purge leaves no object',
  run: async (world, mutated) => {
    await world.become(SECOND);
    await world.mesh.kubectlOutput(['apply', '-f', '-'], THEIRS);
    const dist = synthesize({}, { crds: true });

    const guarded = await cdk8sIstio(world.mesh, ['uninstall', '--yes'], dist);
    equal(guarded.code, 1, guarded.output + guarded.errors);
    match(
      guarded.output,
      /virtualservices\.networking\.istio\.io holds an object that is not of dist: VirtualService default\/theirs;/,
    );
    match(guarded.output, /sidecars\.networking\.istio\.io is needed by another istiod;/);
    match(
      guarded.output,
      /stays: Namespace istio-system holds \d+ objects that are not of dist: .*Deployment istio-system\/istiod-second/,
    );
    await world.mesh.kubectlOutput(['get', 'virtualservice', 'theirs', '-n', 'default']);

    if (!mutated) {
      const { code, output, errors } = await cdk8sIstio(world.mesh, ['uninstall', '--yes', '--purge'], dist);
      equal(code, 0, output + errors);
    }
    deepEqual(await untilSettled(world.mesh), world.before);
  },
};

export const uninstall: readonly Procedure[] = [ofOneRevision, ofAll];
