import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { ISTIO_VERSION } from '../../lib/versions';
import { benchAnalysis } from './analysis';
import { BUILD } from './bundle';
import { benchDemo } from './demo';
import { benchDiff } from './diff';
import { benchInjection } from './injection';
import { benchPictures } from './pictures';
import { benchServices } from './services';
import { benchSimulation } from './simulation';
import { markdown, printed, type Table } from './table';
import { benchTypes } from './types';

const PAGE = 'docs/benchmarks.md';

/** What `npm run bench` measures; `npm run bench -- <part> ...` only the parts that are named; with `--write` the page keeps them. */
const PARTS: Readonly<Record<string, () => Table[]>> = {
  demo: benchDemo,
  services: benchServices,
  injection: benchInjection,
  analysis: benchAnalysis,
  simulation: benchSimulation,
  pictures: benchPictures,
  diff: benchDiff,
  types: benchTypes,
};

/** The tables of each part as the page has them, by the mark before them. */
function kept(): Map<string, string> {
  const text = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  return new Map(
    [...text.matchAll(/^<!-- part (\w+) -->\n([\s\S]*?)(?=^<!-- part |(?![\s\S]))/gm)].map(([, name, tables]) => [
      name!,
      tables!,
    ]),
  );
}

function page(parts: ReadonlyMap<string, string>): string {
  const [processor] = cpus();
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}`;
  const sections = Object.keys(PARTS).flatMap((name) => (parts.has(name) ? [`<!-- part ${name} -->\n${parts.get(name)}`] : []));
  return `# Benchmarks

Written by \`npm run bench -- --write\`, with Istio ${ISTIO_VERSION}: ${machine}.

The commands of a table run in turn, round after round, each as a process of its own. A time is that of the round in the middle, with the
fastest and the slowest one; a ratio is taken round by round, so that a busy moment of the machine is on both sides of it.

${sections.join('')}`;
}

function main(args: readonly string[]): void {
  const named = args.filter((arg) => arg !== '--write');
  const unknown = named.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; use ${Object.keys(PARTS).join(', ')}`);
  mkdirSync(BUILD, { recursive: true });
  const parts = kept();
  for (const [name, bench] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const found = bench();
    for (const table of found) console.log(printed(table));
    parts.set(name, `${found.map(markdown).join('\n')}\n`);
    if (args.includes('--write')) writeFileSync(PAGE, page(parts));
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
