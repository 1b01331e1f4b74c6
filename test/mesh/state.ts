import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where everything is that can be made again. */
export const CACHE = resolve('.cache');
const MESHES = join(CACHE, 'mesh');

/** The two processes of a mesh, by their ids on this machine. */
export interface Processes {
  /** unshare: its end is the end of everything. */
  readonly outer: number;
  /** The first process inside. */
  readonly inner: number;
  /** When `inner` was started, which tells it from a later process of the same id. */
  readonly started: string;
}

/** Folder of a mesh. */
export function stateFolder(name: string): string {
  return join(MESHES, name);
}

export function record(name: string, processes: Processes): void {
  writeFileSync(join(stateFolder(name), 'processes.json'), JSON.stringify(processes));
}

/** The processes of a mesh that runs. */
export function running(name: string): Processes | undefined {
  const file = join(stateFolder(name), 'processes.json');
  if (!existsSync(file)) return undefined;
  const processes = JSON.parse(readFileSync(file, 'utf8')) as Processes;
  return startOf(processes.inner) === processes.started ? processes : undefined;
}

/** Names of meshes that run. What is left of others, which were killed, is removed. */
export function sweep(): string[] {
  if (!existsSync(MESHES)) return [];
  return readdirSync(MESHES).filter((name) => {
    const lives = running(name) !== undefined;
    if (!lives && !isStarting(name)) rmSync(stateFolder(name), { recursive: true, force: true });
    return lives;
  });
}

/** Whether somebody has only just made the folder, and has not yet got to record the processes. */
function isStarting(name: string): boolean {
  const folder = stateFolder(name);
  return !existsSync(join(folder, 'processes.json')) && Date.now() - statSync(folder).mtimeMs < 60_000;
}

/** When a process was started, in ticks since the machine was; nothing where there is no such process. */
export function startOf(pid: number): string | undefined {
  return statOf(`${pid}`)?.[19];
}

/** The first child of a process. */
export function childOf(pid: number): number | undefined {
  const child = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && statOf(entry)?.[1] === `${pid}`);
  return child === undefined ? undefined : Number(child);
}

/** What the kernel says of a process, after its name. */
function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields;
  } catch {
    return undefined;
  }
}
