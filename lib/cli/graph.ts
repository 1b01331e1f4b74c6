import { type Command, Option } from 'commander';
import { Mesh, readObjects } from '../model';
import { dotOf, type GraphOptions, graphOf, htmlOf, mermaidOf, svgOf } from '../pictures';
import { readManifests } from './manifest-files';

interface Options {
  readonly format: keyof typeof FORMATS;
  readonly focus?: string;
  readonly namespace?: string;
}

const FORMATS = {
  svg: svgOf,
  html: htmlOf,
  mermaid: mermaidOf,
  dot: dotOf,
  json: (mesh: Mesh, options: GraphOptions) => `${JSON.stringify(graphOf(mesh, options), undefined, 2)}\n`,
} as const;

/** Adds `graph`, which draws manifests. */
export function addGraph(program: Command): void {
  program
    .command('graph')
    .description('draw the mesh that manifests make: who sends requests where, and by which rules')
    .argument('[path...]', 'files and folders with manifests, or - for standard input', ['dist'])
    .addOption(new Option('--format <format>', 'what is printed').choices(Object.keys(FORMATS)).default('svg'))
    .option(
      '--focus <workload>',
      'a workload, service or gateway, as <name>[.<namespace>]: what leads there, and what it leads to',
    )
    .option('--namespace <name>', 'one namespace, with what is next to it')
    .action((paths: readonly string[], { format, focus, namespace }: Options) => {
      const mesh = new Mesh(readManifests(paths).flatMap(({ source, text }) => readObjects(text, source)));
      process.stdout.write(FORMATS[format](mesh, { focus, namespace }));
    });
}
