import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { CI_SERVICES, type CiService, meshFiles } from './init/files';
import { libraryRange, readLibrary } from './init/library';
import { defaultName, nameProblems } from './init/name';
import { writeNew } from './init/write-new';

/** What the command line says. */
export interface InitOptions {
  readonly name?: string;
  readonly ci: CiService;
  readonly library?: string;
  readonly keepExisting: boolean;
}

/** Adds `init`, which starts the repository of a mesh. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('start the repository of a mesh: its program, a test, a pipeline, and what keeps it up to date')
    .argument('[folder]', 'where; it is made if it does not exist', '.')
    .option('--name <name>', "name in package.json (default: the folder's)")
    .addOption(new Option('--ci <service>', 'whose pipeline is written').choices(CI_SERVICES).default('github'))
    .option(
      '--library <version>',
      'version of cdk8s-istio, or the file or URL of its package (default: the version of this command)',
    )
    .option('--keep-existing', 'leave files that are there as they are, and write the others', false)
    .action((folder: string, options: InitOptions) => console.log(init(process.cwd(), folder, options)));
}

/**
 * Writes the files of a new repository.
 *
 * @param cwd where the command runs, from which paths count
 * @param folder where they go
 * @returns what is said of it
 * @throws Error when something cannot be as it is asked for; nothing is written then
 */
export function init(cwd: string, folder: string, { name: given, ci, library: wanted, keepExisting }: InitOptions): string {
  const library = readLibrary(__dirname);
  const target = resolve(cwd, folder);
  const name = given ?? defaultName(target, library);
  const [problem] = nameProblems(name, library);
  if (problem !== undefined) throw new Error(`init: --name ${problem}, got ${JSON.stringify(name)}; use one such as my-mesh`);
  const files = meshFiles(library, { name, ci, library: libraryRange(wanted, library, cwd, target) });
  const { written, kept } = writeNew(target, files, keepExisting);
  return [
    ...written.map((path) => `wrote  ${join(folder, path)}`),
    ...kept.map((path) => `kept   ${join(folder, path)}`),
    '',
    'next:',
    ...nextSteps(target === resolve(cwd) ? [] : [`cd ${quoted(folder)}`], target).map((step) => `  ${step}`),
  ].join('\n');
}

/** What makes of the files a repository whose pipeline is green. */
function nextSteps(enter: readonly string[], target: string): string[] {
  return [
    ...enter,
    ...(isInRepository(target) ? [] : ['git init']),
    'npm install',
    'npm run synth',
    'npm test',
    'git add --all && git commit --message "A mesh"',
  ];
}

/** For a shell. */
const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}
