import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrated } from '../../lib/cli/migrate';
import { fileOf, OPERATORS } from './istioctl-cases';
import { COMMAND_LINES } from './render-cases';

interface Source {
  readonly name: string;
  readonly text: string;
  readonly chart?: string;
  readonly set?: readonly string[];
  readonly noProgram?: string;
}

/** Every values file and every IstioOperator that the other parts render. */
function sources(): Source[] {
  const operators = OPERATORS.map((operator): Source => ({ ...operator, name: operator.spec, text: fileOf(operator) }));
  const files = COMMAND_LINES.filter(({ chart, setString = [] }) => chart !== 'default' && setString.length === 0).map(
    ({ chart, files: texts = [], set }): Source => ({
      name: `${chart}: ${texts.join('---')}`,
      text: texts.at(-1) ?? '',
      chart,
      set,
    }),
  );
  return [...operators, ...files];
}

/** The messages of the compiler for all programs at once. */
function compile(folder: string): string[] {
  const config = { extends: resolve('tsconfig.json'), compilerOptions: { noUnusedLocals: false }, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    return [];
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout)
      .split('\n')
      .filter((line) => line !== '');
  }
}

/** Migrates all files, runs and compiles the programs. Returns how many are wrong. */
export function compareMigrations(): number {
  const folder = mkdtempSync(resolve('.build', 'migrate-'));
  const all = sources();
  const wrong: string[] = [];
  let objects = 0;
  try {
    all.forEach(({ name, text, chart, set = [], noProgram }, i) => {
      const file = join(folder, `${i}.yaml`);
      writeFileSync(file, text);
      try {
        const result = migrated(file, { chart, set, ignoreUnknown: true });
        if (noProgram !== undefined) wrong.push(`${name}: is not refused, although ${noProgram}`);
        objects += result.objects;
        wrong.push(...result.mismatches.map((mismatch) => `${i}: ${JSON.stringify(mismatch)}`));
        writeFileSync(join(folder, `program${i}.ts`), result.text.replace("'cdk8s-istio'", "'../../lib'"));
      } catch (error) {
        if (noProgram === undefined) wrong.push(`${name.slice(0, 200)}: ${(error as Error).message}`);
      }
    });
    wrong.push(...compile(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`programs: ${all.length} files, ${objects} objects, compiled and run`);
  for (const line of wrong) console.log(line);
  return wrong.length;
}
