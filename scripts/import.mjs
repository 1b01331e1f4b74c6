// Writes imports/ from the pinned modules: the CRDs of Istio and the Gateway API without descriptions, the types of the kinds, the types and a description of MeshConfig, and the annotations that Istio knows.
//
//   node scripts/import.mjs           write
//   node scripts/import.mjs --check   compare with what is committed, exit 1 where it differs
//
// Needs Go, which fetches the modules named by test/oracle/go.mod and scripts/mesh-config/go.mod.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { peer } from '../test/peers/build.mjs';
import { GATEWAY_API_MODULE, readGatewayApiCrds } from './import-gateway-api.mjs';

const AT_MOST = 1 << 30;
const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'imports');

/** The newest version first: v1, then betas, then alphas. */
const maturity = (version) => (version === 'v1' ? 0 : version.includes('beta') ? 1 : 2);

function go(folder, ...args) {
  const result = spawnSync('go', args, { cwd: join(root, ...folder), encoding: 'utf8' });
  if (result.error)
    throw new Error('npm run import needs Go 1.26 or later on the PATH, and found none; install it and run again');
  if (result.status !== 0)
    throw new Error(`go ${args.join(' ')} failed in ${folder.join('/')}:\n${result.stderr}${result.stdout}`);
  return result.stdout;
}

const moduleFolder = (name) => JSON.parse(go(['test', 'oracle'], 'mod', 'download', '-json', name)).Dir;

/** A copy of a schema without its prose. A property that is itself called `description` stays. */
function withoutDescriptions(node, keysAreNames = false) {
  if (Array.isArray(node)) return node.map((item) => withoutDescriptions(item));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => keysAreNames || key !== 'description' || typeof value !== 'string')
      .map(([key, value]) => [key, withoutDescriptions(value, !keysAreNames && key === 'properties')]),
  );
}

function readCrds(dir) {
  const text = readFileSync(join(dir, 'manifests', 'charts', 'base', 'files', 'crd-all.gen.yaml'), 'utf8');
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((crd) => crd !== null)
    .map((crd) => withoutDescriptions(crd));
}

/** The annotations that Istio knows, one a line: whether each is deprecated, and the kinds that it is for. */
function readAnnotations(dir) {
  const { annotations } = parse(readFileSync(join(dir, 'annotation', 'annotations.yaml'), 'utf8'));
  const entries = annotations
    .map(({ name, deprecated, resources }) => [name, { ...(deprecated ? { deprecated } : {}), kinds: resources }])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${entries.map(([name, facts]) => `${JSON.stringify(name)}: ${JSON.stringify(facts)}`).join(',\n')}\n}\n`;
}

/** The CRD with its newest version alone: what the types are made from. */
function newestVersion(crd) {
  const [newest] = crd.spec.versions.toSorted((a, b) => maturity(a.name) - maturity(b.name));
  return { ...crd, spec: { ...crd.spec, versions: [newest] } };
}

const lines = (crds) => `[\n${crds.map((crd) => JSON.stringify(crd)).join(',\n')}\n]\n`;
const documents = (crds) => crds.map((crd) => `---\n${JSON.stringify(crd)}\n`).join('');

const readGatewayApi = () => readGatewayApiCrds(moduleFolder(GATEWAY_API_MODULE)).map((crd) => withoutDescriptions(crd));

function generate(folder, crds, gatewayApi) {
  writeFileSync(join(folder, 'mesh-config.ts'), go(['scripts', 'mesh-config'], 'run', '.'));
  writeFileSync(join(folder, 'mesh-config.json'), go(['scripts', 'mesh-config'], 'run', '.', 'json'));
  writeFileSync(
    join(folder, 'envoy-types.json'),
    execFileSync(peer('oracle'), ['envoy-types'], { encoding: 'utf8', maxBuffer: AT_MOST }),
  );
  writeFileSync(join(folder, 'annotations.json'), readAnnotations(moduleFolder('istio.io/api')));
  writeFileSync(join(folder, 'crds.json'), lines(crds));
  writeFileSync(join(folder, 'gateway-api-crds.json'), lines(gatewayApi));
  writeFileSync(join(folder, 'newest-crds.yaml'), documents([...crds, ...gatewayApi].map(newestVersion)));
  execFileSync(
    join(root, 'node_modules', '.bin', 'cdk8s'),
    [
      'import',
      join(folder, 'newest-crds.yaml'),
      '--language',
      'typescript',
      '--output',
      folder,
      '--no-class-prefix',
      '--no-save',
      '--check-upgrade=false',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

const generated = (folder) => readdirSync(folder).filter((name) => name !== 'README.md');

function main() {
  const temporary = mkdtempSync(join(tmpdir(), 'cdk8s-istio-import-'));
  try {
    const crds = readCrds(moduleFolder('istio.io/istio'));
    const gatewayApi = readGatewayApi();
    generate(temporary, crds, gatewayApi);
    const names = [...new Set([...generated(temporary), ...generated(committed)])].sort();
    const read = (folder, name) => (generated(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : undefined);
    const changed = names.filter((name) => read(temporary, name) !== read(committed, name));
    if (process.argv.includes('--check')) {
      if (changed.length > 0)
        throw new Error(`imports/ differs from what npm run import writes: ${changed.join(', ')}; run it and commit the result`);
      console.log(`imports/ is up to date: ${names.length} files, ${crds.length + gatewayApi.length} CRDs`);
      return;
    }
    for (const name of changed) {
      const text = read(temporary, name);
      if (text === undefined) rmSync(join(committed, name));
      else writeFileSync(join(committed, name), text);
    }
    console.log(changed.length === 0 ? 'imports/ was up to date' : `imports/ written: ${changed.join(', ')}`);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

main();
