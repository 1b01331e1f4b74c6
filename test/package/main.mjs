// Proves that the package works in somebody else's hands: packs it; uses it in a project outside of this repository; starts mesh
// repositories with `cdk8s-istio init`, and runs all that their pipelines run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExample } from './example.mjs';
import { checkMeshRepository, checkRefusal } from './mesh-repository.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-package-'));
try {
  const args = ['pack', '--pack-destination', folder];
  const packed = execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const name = packed.trim().split('\n').at(-1);
  const tarball = join(folder, name);
  console.log(`${name}: ${checkExample(join(folder, 'example'), tarball)}`);
  checkRefusal(folder, tarball);
  for (const ci of ['github', 'gitlab']) console.log(checkMeshRepository(folder, tarball, ci));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
