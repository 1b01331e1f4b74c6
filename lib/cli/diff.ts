import { existsSync, readdirSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Mesh } from '../model';
import { svgOfChange } from '../pictures';
import { compareMeshes, htmlOfReport, jsonOfReport, type MeshReport, markdownOfReport, textOfReport } from '../report';
import { isManifestName, readManifests } from './manifest-files';
import { MESH_CONFIG_OPTION, meshOf, meshOfFiles } from './manifest-mesh';
import { readManifestsAt } from './revision-files';

interface DiffOptions {
  readonly from?: string;
  readonly meshConfig?: string;
  readonly limit?: number;
  readonly output: 'text' | 'markdown' | 'json' | 'html';
}

type Write = (report: MeshReport, options: DiffOptions, sides: readonly [Mesh, Mesh]) => string;

const OUTPUTS: Readonly<Record<DiffOptions['output'], Write>> = {
  text: textOfReport,
  markdown: (report, { limit }) => markdownOfReport(report, limit === undefined ? {} : { limit }),
  json: (report) => JSON.stringify(jsonOfReport(report), undefined, 2),
  html: (report, _, sides) => htmlOfReport(report, { picture: svgOfChange(...sides) }),
};

/** Adds `diff`, which says what a change of manifests does to traffic. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('say what traffic will do differently, and what is risky about the change')
    .usage('[options] <old> <new>, or --from <revision> [new]')
    .argument('[path...]', 'the old and the new file or folder; with --from the new one alone (dist where there is none)')
    .option('--from <revision>', 'compare with what git has of the same folder in this branch, tag or commit')
    .option(...MESH_CONFIG_OPTION)
    .option('--limit <characters>', 'the most characters of a Markdown report (65000)', Number)
    .addOption(new Option('--output <format>', 'how the report is written').choices(Object.keys(OUTPUTS)).default('text'))
    .action((paths: readonly string[], options: DiffOptions) => {
      const sides = sidesOf(paths, options);
      console.log(OUTPUTS[options.output](compareMeshes(...sides), options, sides));
    });
}

/** Whether the manifests of a path are no longer there, so that all of them are removed. */
function isGone(path: string): boolean {
  if (!existsSync(path)) return true;
  return statSync(path).isDirectory() && !readdirSync(path, { recursive: true, encoding: 'utf8' }).some(isManifestName);
}

/** @throws Error for too few or too many paths */
function sidesOf(paths: readonly string[], { from, meshConfig }: DiffOptions): readonly [Mesh, Mesh] {
  if (from !== undefined) {
    const [path = 'dist', ...others] = paths;
    if (others.length > 0) throw new Error(`--from: takes one folder, got ${paths.join(' ')}; the old one is what git has of it`);
    const old = readManifestsAt(from, path);
    return [meshOfFiles(old, meshConfig), meshOfFiles(old.length > 0 && isGone(path) ? [] : readManifests([path]), meshConfig)];
  }
  const [old, now, ...others] = paths;
  if (old === undefined || now === undefined || others.length > 0) {
    throw new Error(
      `diff: takes the old and the new folder, got ${paths.length === 0 ? 'none' : paths.join(' ')}; write diff <old> <new>, or diff --from <revision> [folder]`,
    );
  }
  return [meshOf([old], meshConfig), meshOf([now], meshConfig)];
}
