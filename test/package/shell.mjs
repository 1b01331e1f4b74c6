import { spawnSync } from 'node:child_process';

/**
 * Runs a command as a pipeline does, and gives what it printed.
 * @param {string} folder where
 * @param {string} line of a shell
 * @throws Error with the output when it fails
 */
export function run(folder, line) {
  const { status, output } = tried(folder, line);
  if (status !== 0) throw new Error(`${line}: exit code ${status} in ${folder}\n${output}`);
  return output;
}

/** As `run`, for a command that may fail. */
export function tried(folder, line) {
  const env = { ...process.env, CI: 'true' };
  // What npm says to its own scripts is not for the npm of another project.
  for (const name of Object.keys(env)) if (/^npm_/i.test(name)) delete env[name];
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', line], { cwd: folder, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

/** Fails unless two texts are equal. */
export function same(what, found, expected) {
  if (found !== expected) throw new Error(`${what}: expected\n${expected}\nfound\n${found}`);
}
