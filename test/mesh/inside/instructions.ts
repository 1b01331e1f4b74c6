import { readFileSync } from 'node:fs';

/** What the machine inside is told by whoever starts it. */
export interface Instructions {
  /** Folder on disk for logs and for what the outside must know. */
  readonly state: string;
  /** Paths of the real programs, by name. */
  readonly programs: Readonly<Record<string, string>>;
  /** The application that runs in place of every image that is not real, as one JavaScript file. */
  readonly app: string;
  /** Envoy's bootstrap template. */
  readonly bootstrap: string;
}

export function readInstructions(file: string): Instructions {
  return JSON.parse(readFileSync(file, 'utf8')) as Instructions;
}

export function program({ programs }: Instructions, name: string): string {
  const path = programs[name];
  if (path === undefined) throw new Error(`no path of the program ${name} was given`);
  return path;
}
