import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, type AppProps, type Chart, DependencyGraph, Names } from 'cdk8s';
import { choiceProblems } from '../core/choice';
import { deliverBy } from '../core/delivered-by';
import type { Manifest } from '../core/manifest';
import { objectKey } from '../core/object-key';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { watchObjects } from '../core/unique-objects';
import { yamlText } from '../core/yaml-text';
import type { Delivery } from './delivery';
import { deliveryProblems } from './delivery-problems';
import type { Layout } from './layout';
import { outputFiles } from './output';
import type { RenderedStage } from './rendered-stage';

/** How the output folder is laid out, and how it reaches the cluster. */
export interface MeshAppProps extends Omit<AppProps, 'yamlOutputType'> {
  /** How the objects are spread over files. @default file-per-stage */
  readonly layout?: Layout;
  /** The way to the cluster: what the tool needs is written beside the objects. @default none: the objects alone */
  readonly delivery?: Delivery;
}

const NAMES: PropNames<MeshAppProps> = {
  layout: 'optional',
  delivery: 'optional',
  outdir: 'optional',
  outputFileExtension: 'optional',
  recordConstructMetadata: 'optional',
  resolvers: 'optional list',
};

/**
 * An App whose charts are stages: their order is that of the numbers that their names begin with, as `Stages` gives them. The objects
 * are those of a plain `App`; only Argo CD and Flux need annotations.
 */
export class MeshApp extends App {
  readonly #layout: Layout;
  readonly #delivery: Delivery | undefined;
  readonly #recordsPaths: boolean;

  /** @throws InvalidProps when the tool could not do what the props say */
  constructor(given: MeshAppProps = {}) {
    refuseProps('MeshApp', NAMES, given);
    const { layout, delivery, ...props } = given;
    super(props);
    refuse('MeshApp', [
      ...choiceProblems('layout', layout, ['file-per-stage', 'file-per-object']),
      ...(delivery === undefined ? [] : deliveryProblems(delivery)),
    ]);
    this.#layout = layout ?? 'file-per-stage';
    this.#delivery = delivery;
    // As App has it, where nobody else can read it.
    this.#recordsPaths = props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
    if (delivery !== undefined) deliverBy(this, delivery.by);
    watchObjects(this);
  }

  override synth(): void {
    const files = outputFiles(this.#stages(), {
      layout: this.#layout,
      extension: this.outputFileExtension,
      ...(this.#delivery === undefined ? {} : { delivery: this.#delivery }),
    });
    mkdirSync(this.outdir, { recursive: true });
    for (const { path, text, executable } of files) {
      const target = join(this.outdir, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, { mode: executable === true ? 0o755 : 0o644 });
    }
    if (this.#recordsPaths) this.#recordPaths();
  }

  override synthYaml(): string {
    return yamlText(...this.#stages().flatMap(({ objects }) => objects));
  }

  /** Rendering one chart validates all of them, and orders what depends on each other: once is enough, however many charts there are. */
  #stages(): RenderedStage[] {
    const [first, ...others] = this.charts;
    if (first === undefined) return [];
    return [stage(first, first.toJson()), ...others.map((chart) => stage(chart, objectsOf(chart)))];
  }

  /**
   * The file in which validation plugins of `cdk8s synth` find the construct of an object: by its name alone, as App has it, and by
   * what no other object has as well.
   */
  #recordPaths(): void {
    const objects = this.charts.flatMap((chart) => chart.apiObjects);
    const resources = Object.fromEntries(
      objects.flatMap(({ apiVersion, kind, metadata: { namespace }, name, node: { path } }) => [
        [name, { path }],
        [objectKey({ apiVersion, kind, namespace, name }), { path }],
      ]),
    );
    writeFileSync(join(this.outdir, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
  }
}

function stage(chart: Chart, objects: readonly Manifest[]): RenderedStage {
  return { name: Names.toDnsLabel(chart), objects: objects.flatMap(unlisted) };
}

/** The objects of a List, as an `Include` may have it: no cluster knows a List by its name, and each of its objects is one for the tools. */
function unlisted(manifest: Manifest): Manifest[] {
  const items = manifest['items'];
  return manifest.kind.endsWith('List') && Array.isArray(items) ? (items as Manifest[]).flatMap(unlisted) : [manifest];
}

/** The objects of a chart in the order of `Chart.toJson()`, when all charts are known to be valid. */
function objectsOf(chart: Chart): Manifest[] {
  const constructs = new DependencyGraph(chart.node).topology();
  return constructs
    .filter((construct) => ApiObject.isApiObject(construct))
    .flatMap((object) => (object.chart === chart ? [object.toJson()] : []));
}
