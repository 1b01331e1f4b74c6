import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { makeCertificate } from './certificate';
import type { Instructions } from './inside/instructions';
import { until } from './inside/until';
import { Mesh } from './mesh';
import { bootstrapTemplate, programs } from './programs';
import { missing } from './requirements';
import { childOf, record, startOf, stateFolder, sweep } from './state';

const UNSHARE = ['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Characters. */
const END_OF_LOG = 3000;

/** How a mesh is started. */
export interface StartOptions {
  readonly name: string;
  /** Whether the mesh ends when this process does, however that ends. @default false */
  readonly withMe?: boolean;
}

/** Starts an empty cluster in namespaces of its own; it has no mesh yet. */
export async function startMesh({ name, withMe = false }: StartOptions): Promise<Mesh> {
  refuseName(name);
  const lacks = missing();
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  const state = stateFolder(name);
  const command = ['unshare', ...UNSHARE, process.execPath, ...prepare(state, await programs())];
  await launch(name, withMe ? ['setpriv', '--pdeathsig', 'KILL', ...command] : command, withMe);
  return Mesh.find(name);
}

function refuseName(name: string): void {
  if (!/^[a-z0-9-]{1,30}$/.test(name)) throw new Error(`--name must be at most 30 of a-z, 0-9 and "-", got ${name}`);
  if (!sweep().includes(name)) return;
  throw new Error(`the mesh "${name}" runs already; end it by: npm run mesh -- down --name ${name}`);
}

/** Makes the folder of a mesh. Answers the program that runs inside, and its argument. */
function prepare(state: string, paths: Readonly<Record<string, string>>): string[] {
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  makeCertificate(join(state, 'internet'), ['internet.example.com']);
  const instructions: Instructions = {
    state,
    programs: paths,
    app: bundle('test/mesh/app/main.ts', join(state, 'app.js')),
    bootstrap: bootstrapTemplate(paths['pilot-agent'] ?? ''),
  };
  const file = join(state, 'instructions.json');
  writeFileSync(file, JSON.stringify(instructions));
  return [bundle('test/mesh/inside/main.ts', join(state, 'inside.js')), file];
}

/** Resolves when the cluster is ready. */
async function launch(name: string, [command = '', ...args]: readonly string[], withMe: boolean): Promise<void> {
  const state = stateFolder(name);
  const logFile = join(state, 'node.log');
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: !withMe, cwd: '/' });
  closeSync(log);
  const orEnded = <T>(answer: T | undefined): T | undefined => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the cluster ended while it started');
    return answer;
  };
  try {
    const outer = child.pid as number;
    const inner = await until('the namespaces are there', () => orEnded(childOf(outer)), { every: 5 });
    record(name, { outer, inner, started: startOf(inner) ?? '' });
    await until('the cluster is ready', () => orEnded(existsSync(join(state, 'ready')) ? true : undefined));
  } catch (error) {
    child.kill('SIGKILL');
    const end = readFileSync(logFile, 'utf8').slice(-END_OF_LOG);
    throw new Error(`${(error as Error).message}; its log ${logFile} ends with\n${end}`);
  }
  child.unref();
}

function bundle(entryPoint: string, outfile: string): string {
  buildSync({ entryPoints: [entryPoint], outfile, bundle: true, platform: 'node', sourcemap: 'inline', logLevel: 'warning' });
  return outfile;
}
