import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { analyze } from '../analysis';
import type { MeshAnalyzerProps as AnalyzerProps } from '../analysis/analyzer-props';
import { MeshAnalyzer as Analyzer, type SynthContext } from '../analysis/synth-plugin';
import { Mesh, readObjects } from '../model';

/** What the plugin takes from `cdk8s.yaml`, under `properties`. */
export interface MeshAnalyzerProps extends AnalyzerProps {
  /** Name of a file in the output folder into which the mesh is drawn, as `mesh.svg`. @default none is written */
  readonly picture?: string;
}

/** The folder in which all of the manifests are. */
function folderOf(manifests: readonly string[]): string {
  return manifests.map(dirname).reduce((folder, other) => {
    let common = folder;
    while (relative(common, other).startsWith('..')) common = dirname(common);
    return common;
  });
}

/** The plugin of `cdk8s synth`: it fails on what is wrong, and draws the mesh where it is asked to. */
export class MeshAnalyzer extends Analyzer {
  readonly #picture: string | undefined;

  /** @throws Error for props that the analyzer cannot use, and a picture that is no SVG: other files of the output folder are taken for manifests */
  constructor({ picture, ...props }: MeshAnalyzerProps = {}) {
    super(props);
    if (picture !== undefined && !picture.endsWith('.svg')) {
      throw new Error(`cdk8s.yaml: picture is no name of an SVG, got ${JSON.stringify(picture)}; write mesh.svg`);
    }
    this.#picture = picture;
  }

  override validate(context: SynthContext): void {
    super.validate(context);
    const { manifests } = context;
    if (this.#picture === undefined || manifests.length === 0) return;
    const { svgOf } = require('../pictures/svg') as typeof import('../pictures/svg');
    const mesh = new Mesh(manifests.flatMap((path) => readObjects(readFileSync(path, 'utf8'), relative('.', path))));
    writeFileSync(join(folderOf(manifests), this.#picture), svgOf(mesh, { findings: analyze(mesh, { ignored: this.ignored }) }));
  }
}
