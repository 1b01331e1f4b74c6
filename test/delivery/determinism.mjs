// @ts-check
/**
 * Synthesizes with several versions of Node, each in a folder, language and time zone of its own, and compares with the committed dist/
 * byte for byte:
 *
 *     npm run determinism
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';

/** The newest release of each line, from the npm package that has nothing but the program. */
const VERSIONS = ['20.20.2', '22.23.3', '24.21.0'];
const PACKAGE = `node-${process.platform}-${process.arch}`;
const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' },
];

/**
 * The program of a version, downloaded when it is asked for the first time.
 *
 * @param {string} version
 */
function nodeOf(version) {
  if (version === process.versions.node) return process.execPath;
  const folder = resolve('.cache', 'node', version);
  const program = join(folder, 'node_modules', PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(program)) {
    mkdirSync(dirname(folder), { recursive: true });
    const unfinished = mkdtempSync(`${folder}-`);
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', unfinished, `${PACKAGE}@${version}`];
    const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
    if (status !== 0) {
      rmSync(unfinished, { recursive: true });
      throw new Error(`node ${version}: npm install ${PACKAGE}@${version} failed; it needs the npm registry\n${stderr.trim()}`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  }
  const found = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  if (found !== `v${version}`) throw new Error(`node ${version}: ${program} is ${found}; remove ${folder}`);
  return program;
}

/**
 * @param {string} folder
 * @returns {Map<string, string>}
 */
function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, path, name }) => join(parentPath ?? path, name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]));
}

/**
 * @param {string} version
 * @param {Record<string, string>} place
 */
function synthesized(version, place) {
  const node = nodeOf(version);
  const folder = mkdtempSync(join(tmpdir(), `node-${version.split('.')[0]}-${place.LC_ALL}-`));
  try {
    for (const part of ['lib', 'imports', 'scripts', 'bin', 'main.ts', 'cdk8s.yaml', 'package.json']) {
      cpSync(part, join(folder, part), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const PATH = `${dirname(node)}${delimiter}${process.env.PATH}`;
    const env = { PATH, HOME: folder, ...place };
    const { status, stderr } = spawnSync(node, ['scripts/synth.mjs'], { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${version}: npm run synth ended with ${status}\n${stderr.trim()}`);
    return filesOf(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  }
}

/**
 * @param {Map<string, string>} expected
 * @param {Map<string, string>} found
 */
function differences(expected, found) {
  return [...new Set([...expected.keys(), ...found.keys()])].filter((path) => expected.get(path) !== found.get(path));
}

try {
  const committed = filesOf('dist');
  if (committed.size === 0) throw new Error('dist/ is empty; run npm run synth first');
  for (const [i, version] of VERSIONS.entries()) {
    const place = PLACES[i % PLACES.length] ?? {};
    const different = differences(committed, synthesized(version, place));
    const where = `node ${version}, ${place.LC_ALL}, ${place.TZ}`;
    if (different.length > 0) throw new Error(`${where}: not as in dist/: ${different.join(', ')}`);
    console.log(`${where}: ${committed.size} files, equal byte for byte`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
