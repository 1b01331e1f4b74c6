import { type Command, Option } from 'commander';
import { analyze, type Finding, LEVELS, type Level, parseIgnored, RULES } from '../analysis';
import { requireObjects } from '../analysis/ignored';
import { githubOf } from '../analysis/output/github';
import { jsonOf } from '../analysis/output/json';
import { sarifOf } from '../analysis/output/sarif';
import { textOf } from '../analysis/output/text';
import { MESH_CONFIG_OPTION, meshOf } from './manifest-mesh';

interface AnalyzeOptions {
  readonly meshConfig?: string;
  readonly previous?: string;
  readonly output: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn: Level;
  readonly ignore: readonly string[];
}

const OUTPUTS: Readonly<Record<AnalyzeOptions['output'], (findings: readonly Finding[]) => string>> = {
  text: textOf,
  json: (findings) => JSON.stringify(findings.map(jsonOf), undefined, 2),
  sarif: (findings) => JSON.stringify(sarifOf(findings, RULES), undefined, 2),
  github: githubOf,
};

/** Adds `analyze`, which finds mistakes in manifests without a cluster. */
export function addAnalyze(program: Command): void {
  program
    .command('analyze')
    .description('find mistakes in manifests, with all of them seen together')
    .argument('[path...]', 'files and folders with manifests, or - for standard input', ['dist'])
    .option(...MESH_CONFIG_OPTION)
    .option('--previous <path>', 'the manifests as they are in the cluster, to look at the change from them as well')
    .addOption(new Option('--output <format>', 'how findings are written').choices(Object.keys(OUTPUTS)).default('text'))
    .addOption(
      new Option('--fail-on <level>', 'the exit code is 1 when there is a finding of this level or a worse one')
        .choices(LEVELS)
        .default('error'),
    )
    .option(
      '--ignore <code>',
      'leave findings out: IST0101, or IST0101=Kind/namespace/name; can be given many times',
      collect,
      [],
    )
    .action((paths: readonly string[], { meshConfig, previous, output, failOn, ignore }: AnalyzeOptions) => {
      const ignored = ignore.map((one) => parseIgnored(one));
      const before = previous === undefined ? {} : { before: meshOf([previous], meshConfig) };
      const mesh = meshOf(paths, meshConfig);
      if (mesh.objects.length === 0) throw new Error(`${paths.join(', ')}: has no object of Kubernetes; give manifests`);
      requireObjects(ignored, mesh.objects);
      const findings = analyze(mesh, { ignored, ...before });
      const text = OUTPUTS[output](findings);
      if (text !== '') console.log(text);
      if (findings.some(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(failOn))) process.exitCode = 1;
    });
}

function collect(one: string, all: readonly string[]): readonly string[] {
  return [...all, one];
}
