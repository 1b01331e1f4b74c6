import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Contestant, measure } from './measure';
import { comparison, type Table } from './table';

const TRACE = join('.build', 'bench', 'types');

/** What the compiler notes of its work. A step that has an end of its own is noted as `B` and `E`, in microseconds. */
interface Note {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly path?: string; readonly pos?: number };
}

/** The longest step of a name, in seconds, and where it was. */
function longest(notes: readonly Note[], name: string): { readonly seconds: number; readonly place: string } {
  const open = new Map<number, Note[]>();
  let found = { seconds: 0, place: '' };
  for (const note of notes) {
    const begun = open.get(note.tid) ?? [];
    open.set(note.tid, begun);
    if (note.ph === 'B') begun.push(note);
    const step = note.ph === 'E' ? begun.pop() : note;
    const micros = note.ph === 'E' ? note.ts - (step?.ts ?? note.ts) : (note.dur ?? 0);
    if (step?.name !== name || micros / 1e6 <= found.seconds) continue;
    const { path = '', pos } = step.args ?? {};
    found = { seconds: micros / 1e6, place: pos === undefined ? path : `${path}, character ${pos}` };
  }
  return found;
}

/** How long the types of the whole program take, and the slowest of them: an editor waits for no more than that one. */
export function benchTypes(): Table[] {
  const contestants: Contestant[] = [
    { name: 'npm run check: types and lint', command: ['npm', 'run', 'check'] },
    { name: 'npx tsc -p .', command: ['npx', 'tsc', '-p', '.'] },
  ];
  const measured = measure(contestants, 2);
  // One thread, so that a step is not slow because of another.
  const args = ['tsc', '-p', '.', '--singleThreaded', '--extendedDiagnostics', '--generateTrace', TRACE];
  const { stdout, status } = spawnSync('npx', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc failed:\n${stdout}`);
  const notes = JSON.parse(readFileSync(join(TRACE, 'trace.json'), 'utf8')) as readonly Note[];
  rmSync(TRACE, { recursive: true });
  const steps = ['checkSourceFile', 'checkExpression', 'structuredTypeRelatedTo'].map((name) => {
    const { seconds, place } = longest(notes, name);
    return [`${name}: ${place}`, `${seconds.toFixed(3)} s`];
  });
  return [
    comparison('Types of the whole program', 'What a developer waits for.', measured, measured[0]!),
    {
      title: 'Slowest steps of the compiler',
      about: 'An editor waits for no more than one of them.',
      head: ['', 'time'],
      rows: steps,
    },
  ];
}
