import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecipeSection } from './recipe-pages';
import type { Printed } from './recipe-world';

const FOLDER = '.build/recipes';
const IMPORT = /^import [^;]*?;\n/gm;
/** What a program uses without having made it. */
const GIVEN = ['chart', 'controlPlane', 'ingress', 'egress'];

function moduleOf(program: string): string {
  const imports = program.match(IMPORT) ?? [];
  const body = program.replace(IMPORT, '').trim();
  const given = GIVEN.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return [
    `import type { RecipeWorld } from '../../test/docs/recipe-world';\n`,
    ...imports.map((line) => line.replace("'cdk8s-istio'", "'../../lib'")),
    `export default function ({ ${given.join(', ')} }: RecipeWorld): void {\n${body}\n}\n`,
  ].join('');
}

function run(...command: string[]) {
  return spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 26 });
}

/** Makes a module of each program. */
export function writeRecipes(sections: readonly RecipeSection[]): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const { id, ts } of sections) writeFileSync(join(FOLDER, `${id}.ts`), moduleOf(ts.join('\n')));
  const imports = sections.map(({ id }, i) => `import program${i} from './${id}';\n`);
  const programs = sections.map(({ id }, i) => `  '${id}': program${i},\n`);
  writeFileSync(
    join(FOLDER, 'main.ts'),
    `import { runAll } from '../../test/docs/recipe-world';\n${imports.join('')}runAll({\n${programs.join('')}});\n`,
  );
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ['*.ts'],
    }),
  );
}

/** What the compiler says of the programs; what it says of the library is for `npm run check`. */
export function compileRecipes(): string[] {
  const { stdout } = run('node_modules/typescript/bin/tsc', '-p', FOLDER);
  return stdout.split(/^(?=\S)/m).filter((error) => error.startsWith(FOLDER));
}

/** What each program prints. */
export function printRecipes(): Readonly<Record<string, Printed>> {
  const { status, stdout, stderr } = run('scripts/run.mjs', join(FOLDER, 'main.ts'));
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, Printed>;
}
