import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { envoy } from '../../mesh/programs';
import type { EnvoyConfig } from './envoy-config';

/** What Envoy wrote about a request or a connection. */
export interface LogLine {
  /** A connection has a line of its own, which says something only where there was no request on it. */
  readonly of: 'request' | 'connection';
  /** Address and port of the client, as the PROXY protocol told it. */
  readonly from: string;
  readonly flags: string | null;
  readonly details: string | null;
  readonly cluster: string | null;
  readonly host: string | null;
  readonly route: string | null;
  readonly termination: string | null;
}

const LONGEST_START = 60_000;

/** A real Envoy. */
export class Envoy {
  private constructor(
    readonly config: EnvoyConfig,
    readonly process: ChildProcess,
    /** Listeners that it refuses, with what it says. */
    readonly rejected: ReadonlyMap<string, string>,
  ) {}

  /** @param folder for its files, which is empty */
  static async start(config: EnvoyConfig, folder: string, adminPort: number): Promise<Envoy> {
    const [listeners, bootstrap] = [join(folder, 'listeners.json'), join(folder, 'bootstrap.json')];
    writeFileSync(listeners, JSON.stringify({ versionInfo: '1', resources: config.listeners }));
    writeFileSync(bootstrap, JSON.stringify(config.bootstrap(adminPort, listeners)));
    writeFileSync(config.places.accessLog, '');
    const log = join(folder, 'envoy.log');
    const flags = ['--concurrency', '1', '--disable-hot-restart', '--file-flush-interval-msec', '50', '--log-level', 'warning'];
    const process = spawn(resolve(envoy()), ['-c', bootstrap, ...flags, '--log-path', log], { stdio: 'ignore' });
    const until = Date.now() + LONGEST_START;
    while (!(await isReady(adminPort))) {
      if (process.exitCode !== null || Date.now() > until) {
        process.kill('SIGKILL');
        throw new Error(`Envoy does not start:\n${readFileSync(log, 'utf8').slice(0, 4000)}`);
      }
      await setTimeout(50);
    }
    return new Envoy(config, process, await rejectedListeners(config, adminPort, readFileSync(log, 'utf8')));
  }

  /** Ends it, and gives all that it wrote. */
  async stop(): Promise<LogLine[]> {
    // It writes its logs out in between.
    await setTimeout(200);
    this.process.kill('SIGTERM');
    if (this.process.exitCode === null) await once(this.process, 'exit');
    return readFileSync(this.config.places.accessLog, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/ready`);
    return (await answer.text()).startsWith('LIVE');
  } catch {
    return false;
  }
}

async function rejectedListeners(config: EnvoyConfig, adminPort: number, log: string): Promise<Map<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/listeners?format=json`);
  const { listener_statuses = [] } = (await answer.json()) as { listener_statuses?: readonly { readonly name: string }[] };
  const there = new Set(listener_statuses.map(({ name }) => name));
  const missing = (config.listeners as readonly { readonly name: string }[]).filter(({ name }) => !there.has(name));
  return new Map(missing.map(({ name }) => [name, new RegExp(`^.*\\b${name}: (.*)$`, 'm').exec(log)?.[1] ?? 'no reason given']));
}
