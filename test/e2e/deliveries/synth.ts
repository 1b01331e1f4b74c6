import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { parseAllDocuments, stringify } from 'yaml';

/** As much of an object as is looked at here. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** The output folder of one way. */
export interface Output {
  readonly folder: string;
  /** The objects of the mesh, stage by stage. */
  readonly stages: readonly (readonly Manifest[])[];
}

/** Objects as one file. */
export const textOf = (objects: readonly Manifest[]): string => objects.map((object) => stringify(object)).join('---\n');

const VERSIONS = resolve('lib/versions.ts');

/** Another release of Istio, by the line that an update bot edits. */
const releasedAt = (version: string): Plugin => ({
  name: 'release',
  setup: ({ onLoad }) => {
    onLoad({ filter: /versions\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (path !== VERSIONS) return { contents: text, loader: 'ts' };
      const line = /(?<=^export const ISTIO_VERSION = ')[^']+/m;
      if (!line.test(text)) throw new Error(`${path} has no line for the version of Istio`);
      return { contents: text.replace(line, version), loader: 'ts' };
    });
  },
});

/** Synthesizes the program for a way, with a release of Istio. */
export async function synthesizeFor(way: string, version: string, folder: string): Promise<Output> {
  const outfile = resolve('.build', `e2e-delivery-${version}.js`);
  await build({
    entryPoints: ['test/e2e/deliveries/program.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
    plugins: [releasedAt(version)],
  });
  const env = { ...process.env, WAY: way, CDK8S_OUTDIR: folder };
  const { status, stderr } = spawnSync(process.execPath, [outfile], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { folder, stages: stagesOf(folder) };
}

/** Files of stages begin with a number, or are in a folder that does. */
function stagesOf(folder: string): Manifest[][] {
  const names = readdirSync(folder).filter((name) => /^\d/.test(name));
  return names.sort().map((name) => {
    const path = join(folder, name);
    const files = name.endsWith('.yaml')
      ? [path]
      : readdirSync(path)
          .filter(isOfMesh)
          .map((file) => join(path, file));
    return files.flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest));
  });
}

const isOfMesh = (file: string) => file !== 'kustomization.yaml';
