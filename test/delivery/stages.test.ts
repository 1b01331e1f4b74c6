import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { Stages } from '../../lib/delivery/stages';

function filesOf(use: (stages: Stages) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-istio-stages-'));
  try {
    const app = new App({ outdir });
    use(new Stages(app));
    app.synth();
    return readdirSync(outdir).sort();
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('files sort in the order of kubectl apply, whatever the order of the program', () => {
  const files = filesOf(({ traffic, apps, addons, gateways, controlPlane, crds }) => {
    expect([traffic, apps, addons, gateways, controlPlane, crds]).toHaveLength(6);
  });
  expect(files.map((name) => name.replace(/^\d+-(.*)\.k8s\.yaml$/, '$1'))).toEqual([
    'crds',
    'control-plane',
    'gateways',
    'addons',
    'apps',
    'traffic',
  ]);
});

test('a stage that is not used makes no file and renames no other', () => {
  expect(filesOf(({ traffic }) => void new ApiObject(traffic, 'a', { apiVersion: 'v1', kind: 'ConfigMap' }))).toEqual([
    '60-traffic.k8s.yaml',
  ]);
});
