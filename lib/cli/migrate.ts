import type { Command } from 'commander';
import type { Tree } from '../core/tree';
import { fields } from '../install/kinds/kind';
import { BadInput } from '../values-files/bad-input';
import { CHARTS } from '../values-files/charts';
import { readOperator } from '../values-files/operator/read-operator';
import { renderOperator } from '../values-files/operator/render-operator';
import { mergeSources, readFiles, userValues } from '../values-files/user-values';
import { type Migration, migration } from './migration/migration';
import { oldProgram } from './migration/old-chart/old-program';
import { isOldChart, readOldChart } from './migration/old-chart/read-old-chart';
import { runProgram } from './migration/old-chart/run-program';
import { chartStatements, operatorStatements } from './migration/statements-of';
import { chartNamed } from './render';

/** Options of the command. */
export interface MigrateOptions {
  readonly chart?: string;
  readonly set: readonly string[];
  readonly namespace?: string;
  readonly ignoreUnknown: boolean;
}

/** Without a chart, a file is for all of the control plane. */
const CONTROL_PLANE = fields({ ...CHARTS.base.accepts.fields, ...CHARTS.istiod.accepts.fields });

/** The values of a file that is for the chart of Istio 1.0; undefined for a newer one. */
function oldValues(file: string, { chart, set }: MigrateOptions): Tree | undefined {
  if (chart !== undefined) return undefined;
  const values = mergeSources(readFiles({ files: [file] }), { set, setString: [] });
  return isOldChart(values) ? values : undefined;
}

/**
 * Says of each key of the old values what became of it, and prints the program that is left.
 * @throws BadInput for keys that the old chart did not have either
 */
function migrateOldChart(file: string, values: Tree, ignoreUnknown: boolean): void {
  const { keys, settings, defaults, unknown, wrong } = readOldChart(values);
  const fix = (hint: string) => `${hint}; or leave it out with --ignore-unknown`;
  const refused = ignoreUnknown
    ? []
    : unknown.map((each) => ({ field: each.key, problem: 'is no part of the chart of Istio 1.0', fix: fix(each.fix) }));
  if (refused.length + wrong.length > 0) throw new BadInput(file, [...refused, ...wrong]);
  const program = oldProgram([...settings, ...defaults.map(({ setting }) => setting)]);
  const objects = runProgram(file, program);
  process.stdout.write(program);
  console.error(`${file} is for the chart of Istio 1.0; what became of its ${keys.length} values:`);
  for (const { key, value, became } of keys) console.error(`  ${key} = ${JSON.stringify(value)}: ${became}`);
  for (const { key, became } of defaults) console.error(`  ${key}, true in the old chart where a file says nothing: ${became}`);
  console.error(`ran the program: it gives ${objects} objects`);
}

/** The program for a file. */
export function migrated(file: string, { chart, set, namespace, ignoreUnknown }: MigrateOptions): Migration {
  const name = chart === undefined ? undefined : chartNamed(chart);
  const files = readFiles({ files: [file] });
  const isOperator = files.some(({ tree }) => tree['kind'] === 'IstioOperator');
  if (isOperator && (name !== undefined || namespace !== undefined)) {
    const field = name === undefined ? '--namespace' : '--chart';
    const fix = 'leave it out: the file says itself what it is for';
    throw new BadInput(file, [{ field, problem: 'is not for an IstioOperator', got: name ?? namespace, fix }]);
  }
  if (isOperator) {
    const operator = readOperator(files, set, ignoreUnknown);
    return migration(operatorStatements(operator, renderOperator(operator, { ignoreUnknown })));
  }
  if (name === 'default') {
    const fix = 'use new DefaultRevision(chart, id, { controlPlane })';
    throw new BadInput(file, [{ field: '--chart', problem: 'has no values to migrate', got: name, fix }]);
  }
  const accepts = name === undefined ? CONTROL_PLANE : CHARTS[name].accepts;
  const user = userValues(files, { files: [], set, setString: [] }, accepts, ignoreUnknown);
  return migration(chartStatements(user, name, namespace));
}

function describe({ mismatches }: Migration): string {
  const lines = mismatches.map(({ object, path, file, program }) => {
    const place = path === '' ? object : `${object} ${path}`;
    return `${place}: the file gives ${JSON.stringify(file)}, the program ${JSON.stringify(program)}`;
  });
  return `the program does not give the same mesh, ${lines.length} differences:\n${lines.join('\n')}`;
}

const collect = (value: string, before: readonly string[]) => [...before, value];

/** `migrate`: the program that gives the same mesh as a file. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('print the program that gives the same mesh as a values file or an IstioOperator, and prove that it does')
    .argument('<file>', 'values file or IstioOperator, - for standard input')
    .option('--chart <chart>', 'chart of the values file, base, istiod, gateway, cni or ztunnel (default: base and istiod)')
    .option('--set <path=value>', "one or several values over the file, in Helm's form, or istioctl's", collect, [])
    .option('-n, --namespace <namespace>', 'namespace of the release (default: global.istioNamespace, for gateways default)')
    .option('--ignore-unknown', 'leave out names that have no meaning, instead of refusing them', false)
    .action((file: string, options: MigrateOptions) => {
      const old = oldValues(file, options);
      if (old !== undefined) {
        migrateOldChart(file, old, options.ignoreUnknown);
        return;
      }
      const result = migrated(file, options);
      if (result.mismatches.length > 0) throw new Error(describe(result));
      process.stdout.write(result.text);
      console.error(`ran it: its ${result.objects} objects are those of ${file}`);
    });
}
