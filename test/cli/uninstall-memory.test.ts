import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { type Delivery, MeshApp } from '../../lib';
import { memoryOf } from '../../lib/cli/uninstall/memory';

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'cdk8s-istio-memory-'));
});

afterEach(() => rmSync(outdir, { recursive: true }));

function synth(delivery?: Delivery): void {
  const app = new MeshApp({ outdir, ...(delivery && { delivery }) });
  new ApiObject(new Chart(app, '50-apps'), 'rules', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'b' },
  });
  app.synth();
}

test('what apply.sh keeps in the cluster is uninstalled as well, under the name of the program', () => {
  synth({ by: 'kustomize', name: 'shop' });
  const memory = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop-objects', namespace: 'default' } };
  expect(memoryOf(outdir)).toEqual([{ name: 'apply.sh', objects: [memory] }]);
});

test('where there is no apply.sh, nothing is', () => {
  synth();
  expect(memoryOf(outdir)).toEqual([]);
});
