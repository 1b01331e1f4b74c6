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
import { childOf, record, running, startOf, stateFolder, sweep } from './state';

const UNSHARE = ['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** How a mesh is started. */
export interface StartOptions {
  readonly name: string;
  /** Whether the mesh ends when this process does, however that ends. @default false */
  readonly withMe?: boolean;
}

/** Starts an empty cluster in namespaces of its own; it has no mesh yet. */
export async function startMesh({ name, withMe = false }: StartOptions): Promise<Mesh> {
  if (!/^[a-z0-9-]{1,30}$/.test(name)) throw new Error(`--name must be at most 30 of a-z, 0-9 and "-", got ${name}`);
  const lacks = missing();
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  sweep();
  if (running(name) !== undefined) throw new Error(`the mesh "${name}" runs already; end it by: npm run mesh -- down --name ${name}`);
  const paths = programs();
  const state = stateFolder(name);
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  makeCertificate(join(state, 'internet'), ['internet.example.com']);
  const inside = bundle('test/mesh/inside/main.ts', join(state, 'inside.js'));
  const instructions: Instructions = {
    state,
    programs: paths,
    app: bundle('test/mesh/app/main.ts', join(state, 'app.js')),
    bootstrap: bootstrapTemplate(),
  };
  const file = join(state, 'instructions.json');
  writeFileSync(file, JSON.stringify(instructions));

  const command = ['unshare', ...UNSHARE, process.execPath, inside, file];
  const [first = '', ...rest] = withMe ? ['setpriv', '--pdeathsig', 'KILL', ...command] : command;
  const logFile = join(state, 'node.log');
  const log = openSync(logFile, 'w');
  const child = spawn(first, rest, { stdio: ['ignore', log, log], detached: !withMe, cwd: '/' });
  closeSync(log);
  const outer = child.pid as number;
  try {
    const ended = () => child.exitCode !== null || child.signalCode !== null;
    const inner = await until('the namespaces are there', () => (ended() ? 0 : childOf(outer)), { every: 5 });
    if (inner !== 0) record(name, { outer, inner, started: startOf(inner) ?? '' });
    await until('the cluster is ready', () => {
      if (ended()) throw new Error('the cluster ended while it started');
      return existsSync(join(state, 'ready')) ? true : undefined;
    });
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${(error as Error).message}; its log ${logFile} ends with\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
  }
  child.unref();
  return Mesh.find(name);
}

function bundle(entryPoint: string, outfile: string): string {
  buildSync({ entryPoints: [entryPoint], outfile, bundle: true, platform: 'node', sourcemap: 'inline', logLevel: 'warning' });
  return outfile;
}
