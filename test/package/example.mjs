import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exampleFiles } from './example-project.mjs';
import { run, same, tried } from './shell.mjs';

/** The last compiler that finds modules in the way of the older project. */
const OLDER_TYPESCRIPT = '5.9.3';

/** Installs the package in a project of its own, checks its types, runs it and its tests. */
export function checkExample(folder, tarball) {
  const { name, exports, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const entries = Object.keys(exports).filter((entry) => entry !== './package.json');
  mkdirSync(folder);
  for (const [path, text] of Object.entries(exampleFiles(name, entries))) writeFileSync(join(folder, path), text);
  const tools = ['@swc/core', '@swc/jest', '@types/jest', 'jest', 'typescript'].map((tool) => `${tool}@${devDependencies[tool]}`);
  tools.push(`typescript-older@npm:typescript@${OLDER_TYPESCRIPT}`);
  run(folder, `npm install --prefer-offline --no-audit --no-fund ${tarball} ${tools.join(' ')}`);
  run(folder, 'npx tsc');
  run(folder, 'node node_modules/typescript-older/bin/tsc -p tsconfig.older.json');
  run(folder, 'node entries.js');
  run(folder, 'node main.js');
  same('dist/', readdirSync(join(folder, 'dist')).join(), '20-control-plane.k8s.yaml,60-traffic.k8s.yaml');
  run(folder, 'npx jest --ci');
  refusesDeepImports(folder, name);
  checkSourceMaps(join(folder, 'node_modules', name));
  mistakeIsInTheSource(folder);
  return `${entries.length} entries type-checked by two compilers, run and tested`;
}

/** What is no entry may change with every release. */
function refusesDeepImports(folder, name) {
  const { output } = tried(folder, `node -e "require('${name}/build/lib/core/format.js')"`);
  if (!output.includes('ERR_PACKAGE_PATH_NOT_EXPORTED')) throw new Error(`a file that is no entry can be loaded:\n${output}`);
}

/** Every map names a source, and the source is in the package. */
function checkSourceMaps(root) {
  const maps = readdirSync(join(root, 'build', 'lib'), { recursive: true }).filter((path) => path.endsWith('.map'));
  const missing = maps.flatMap((path) => {
    const map = join(root, 'build', 'lib', path);
    const { sources } = JSON.parse(readFileSync(map, 'utf8'));
    return sources.map((source) => resolve(dirname(map), source)).filter((source) => !existsSync(source));
  });
  if (maps.length === 0 || missing.length > 0) throw new Error(`${maps.length} source maps; missing: ${missing.join(', ')}`);
}

/** A trace leads to the line of TypeScript, here and in the library. */
function mistakeIsInTheSource(folder) {
  const { output } = tried(folder, 'node --enable-source-maps mistake.js');
  for (const place of [/lib\/install\/istio-control-plane\.ts:\d+/, /mistake\.ts:5:/]) {
    if (!place.test(output)) throw new Error(`a mistake is not traced to ${place}:\n${output}`);
  }
}
