import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Long-running programs of the node. When one of them ends, the mesh ends. */
export class Servers {
  constructor(private readonly logs: string) {}

  start(name: string, command: string, args: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess {
    const path = join(this.logs, `${name}.log`);
    const log = openSync(path, 'w');
    const child = spawn(command, args, { stdio: ['ignore', log, log], env: { ...process.env, ...env } });
    closeSync(log);
    child.on('exit', (code, signal) => {
      const last = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
      console.error(`error: ${name} ended with ${signal ?? code}; the end of its log:\n${last}`);
      process.exit(1);
    });
    return child;
  }
}
