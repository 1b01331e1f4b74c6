// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

// Whatever ends this program ends what it started: a signal becomes an exit, and the exit kills by id.
for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}
process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/** @param {import('node:child_process').ChildProcess} child */
function track(child) {
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

/** Lets the kernel end a server with this program, which SIGKILL gives no time to do it itself. Only Linux has that. */
const WITH_ME = ['setpriv', '--pdeathsig', 'KILL'];
const prefix = spawnSync('setpriv', [...WITH_ME.slice(1), 'true']).status === 0 ? WITH_ME : [];

/**
 * Starts a server whose output goes to a file.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} log
 */
export function serve(command, args, log) {
  const file = openSync(log, 'w');
  const [program = command, ...rest] = [...prefix, command, ...args];
  const child = track(spawn(program, rest, { stdio: ['ignore', file, file] }));
  closeSync(file);
  return child;
}

/**
 * Runs a command to its end. A non-zero exit code is an answer here, not an error.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
export function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = track(spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    let out = '';
    let err = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
