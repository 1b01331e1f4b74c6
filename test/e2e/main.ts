import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mesh } from '../mesh/mesh';
import { programs } from '../mesh/programs';
import { startMesh } from '../mesh/start';
import { CASES } from './cases';
import { everything, untilComplete } from './everything';
import { type Result, runCase } from './run';
import { World } from './world';

const LOGS = '.build/e2e-logs';
const LINES_OF_A_REASON = 40;
const CHARACTERS_OF_A_LINE = 500;

const USAGE = `usage: npm run e2e -- [--mutate] [--keep] [part of the name of a case ...]

--mutate   takes the rule out of each case, and expects the case to fail
--keep     leaves the mesh running: npm run mesh -- status --name e2e`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mutate: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const start = Date.now();
  await programs();
  console.log(`all programs are there (${seconds(start)})`);
  const mesh = await startMesh({ name: 'e2e', withMe: !values.keep });
  console.log(`an empty cluster runs (${seconds(start)})`);
  const results: Result[] = [];
  try {
    await untilComplete(mesh);
    const world = new World(mesh, await everything(mesh));
    for (const [i, test] of CASES.entries()) {
      const isWanted = i === 0 || positionals.length === 0 || positionals.some((part) => test.name.includes(part));
      if (!isWanted) continue;
      const mutated = values.mutate;
      const result = await runCase(world, test, mutated);
      results.push(result);
      console.log(line(result));
      if (result.reason !== undefined) console.log(indented(result.reason));
      if (result.passed && result.note !== undefined) console.log(`        without its rule: ${result.note.slice(0, 150)}`);
      if (i === 0 && !result.passed) break;
    }
    if (results.some(({ passed }) => !passed)) keepLogs(mesh);
  } finally {
    if (!values.keep) await mesh.stop();
  }
  const failed = results.filter(({ passed }) => !passed);
  for (const { name, reason = '' } of failed) console.log(`\n${name}:\n${indented(reason)}`);
  console.log(`\nall in all ${seconds(start)}${values.mutate ? ', each case without its rule' : ''}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

/** The logs of the mesh go with it, so those of a failed run are copied. */
function keepLogs(mesh: Mesh): void {
  rmSync(LOGS, { recursive: true, force: true });
  cpSync(join(mesh.folder, 'logs'), LOGS, { recursive: true });
  console.log(`\nthe logs of all that ran are in ${LOGS}`);
}

function line({ name, passed, seconds: taken }: Result): string {
  return `${passed ? 'passed' : 'FAILED'} ${`${taken.toFixed(1)} s`.padStart(7)}  ${name}`;
}

/** Far from the end of a long log it must be short, and at its end too. */
function indented(reason: string): string {
  const lines = reason.trim().split('\n');
  const more = lines.length - LINES_OF_A_REASON;
  const shown = more > 0 ? [...lines.slice(0, LINES_OF_A_REASON), `... and ${more} lines`] : lines;
  return shown.map((text) => `        ${text.slice(0, CHARACTERS_OF_A_LINE)}`).join('\n');
}

function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`error: ${error.message}`);
    process.exit(1);
  },
);
