import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependenciesOf } from './dependencies';
import type { Library } from './library';

/** Services that run a pipeline, or none. */
export const CI_SERVICES = ['github', 'gitlab', 'none'] as const;
export type CiService = (typeof CI_SERVICES)[number];

/** What is asked of a new repository. */
export interface MeshChoices {
  readonly name: string;
  readonly ci: CiService;
  /** Version, URL or file of the library. */
  readonly library: string;
}

/** Where the files of `templates/mesh` go. npm leaves names with a dot out of a package, or takes them as meant for it. */
const FILES: Readonly<Record<string, string>> = {
  gitattributes: '.gitattributes',
  gitignore: '.gitignore',
  'README.md': 'README.md',
  'cdk8s.yaml': 'cdk8s.yaml',
  'lib/mesh.ts': 'lib/mesh.ts',
  'lib/versions.ts': 'lib/versions.ts',
  'lib/web.ts': 'lib/web.ts',
  'main.ts': 'main.ts',
  'renovate.json': 'renovate.json',
  'test/mesh.test.ts': 'test/mesh.test.ts',
  'tsconfig.json': 'tsconfig.json',
};

const PIPELINES: Readonly<Record<CiService, Readonly<Record<string, string>>>> = {
  github: { 'github.yaml': '.github/workflows/mesh.yaml' },
  gitlab: { 'gitlab.yaml': '.gitlab-ci.yml' },
  none: {},
};

/** The files of a new repository by their paths, with `/`. */
export function meshFiles(library: Library, { name, ci, library: range }: MeshChoices): ReadonlyMap<string, string> {
  const template = (file: string) =>
    readFileSync(join(library.root, 'templates', 'mesh', file), 'utf8').replaceAll('__NAME__', name);
  const copied = Object.entries({ ...FILES, ...PIPELINES[ci] }).map(([file, path]): [string, string] => [path, template(file)]);
  const files = [...copied, ['package.json', packageJson(library, name, range)] as [string, string]];
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function packageJson(library: Library, name: string, range: string): string {
  const swc = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  const content = {
    name,
    version: '0.0.0',
    private: true,
    engines: { node: '>=20' },
    scripts: { synth: 'cdk8s-istio synth', check: 'tsc -p .', test: 'jest' },
    jest: { roots: ['<rootDir>/test'], transform: { '\\.ts$': ['@swc/jest', swc] } },
    ...dependenciesOf(library, range),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
