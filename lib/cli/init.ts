import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { CI_SERVICES, type CiService, meshFiles } from './init/files';
import { libraryRange, readLibrary } from './init/library';
import { defaultName, nameProblems } from './init/name';
import { writeNew } from './init/write-new';

interface InitOptions {
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
    .action(init);
}

function init(folder: string, { name: given, ci, library: wanted, keepExisting }: InitOptions): void {
  const library = readLibrary(__dirname);
  const target = resolve(folder);
  const name = given ?? defaultName(target, library);
  const [problem] = nameProblems(name, library);
  if (problem !== undefined) throw new Error(`init: --name ${problem}, got ${JSON.stringify(name)}; use one such as my-mesh`);
  const files = meshFiles(library, { name, ci, library: libraryRange(wanted, library, target) });
  const { written, kept } = writeNew(target, files, keepExisting);
  const lines = [
    ...written.map((path) => `wrote  ${join(folder, path)}`),
    ...kept.map((path) => `kept   ${join(folder, path)}`),
    '',
    'next:',
    ...nextSteps(folder, target).map((step) => `  ${step}`),
  ];
  console.log(lines.join('\n'));
}

/** What makes of the files a repository whose pipeline is green. */
function nextSteps(folder: string, target: string): string[] {
  const enter =
    relative('.', target) === ''
      ? []
      : [`cd ${/^[\w@%+=:,./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`}`];
  return [
    ...enter,
    ...(isInRepository(target) ? [] : ['git init']),
    'npm install',
    'npx cdk8s synth',
    'npm test',
    'git add --all && git commit --message "A mesh"',
  ];
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}
