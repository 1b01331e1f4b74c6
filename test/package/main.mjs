// Proves that the package works in somebody else's project: packs it, installs it there, checks a program against its types, runs it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = `
import { App } from 'cdk8s';
import { IstioControlPlane, Stages, VirtualService, Destination } from 'cdk8s-istio';

const app = new App();
const stages = new Stages(app);
new IstioControlPlane(stages.controlPlane, 'istio', { profile: 'minimal' });
const destination = Destination.unchecked({ host: 'shop' });
new VirtualService(stages.traffic, 'shop', { hosts: ['shop'], http: [{ route: [{ destination }] }] });
// @ts-expect-error a VirtualService has at least one host
void (() => new VirtualService(stages.traffic, 'none', { hosts: [], http: [{ route: [{ destination }] }] }));
app.synth();
`;
const TSCONFIG = { compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, types: [] }, files: ['main.ts'] };

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-package-'));
const there = (program, ...args) =>
  execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
try {
  const packed = execFileSync('npm', ['pack', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const tarball = packed.trim().split('\n').at(-1);
  const { version: typescript } = JSON.parse(readFileSync('node_modules/typescript/package.json', 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  writeFileSync(join(folder, 'main.ts'), PROGRAM);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  there('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`, `typescript@${typescript}`);
  there('npx', 'tsc');
  there('node', 'main.js');
  const files = readdirSync(join(folder, 'dist')).sort();
  const expected = ['20-control-plane.k8s.yaml', '60-traffic.k8s.yaml'];
  if (files.join() !== expected.join()) throw new Error(`the program wrote ${files.join(', ')}; expected ${expected.join(', ')}`);
  console.log(`${tarball}: installed, type-checked and run in another project; it wrote ${files.join(', ')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
