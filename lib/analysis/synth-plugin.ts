import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { objectKey } from '../core/object-key';
import { Mesh, type MeshObject, readObjects } from '../model';
import { mapOf, textOf as stringOf } from '../model/mesh-object';
import { analyze } from './analyze';
import { analyzerSettings, type MeshAnalyzerProps } from './analyzer-props';
import { type Finding, LEVELS, type Level, messageOf } from './finding';
import type { Ignored } from './ignored';
import { textOf } from './output/text';

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: string[];
    readonly manifestPath: string;
  }[];
}

/** What of cdk8s-cli's context the plugin uses. */
export interface SynthContext {
  readonly manifests: readonly string[];
  /** Construct of each object, by the name of the object alone; those of a MeshApp also by their keys. */
  readonly metadata: Readonly<Record<string, { readonly path: string }>>;
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
    toString(): string;
  };
}

const METADATA = 'construct-metadata.json';

function violationOf(finding: Finding, resourceName: string): Violation {
  const { code, level, fix, object, field } = finding;
  return {
    ruleName: `${code} (${level})`,
    recommendation: messageOf(finding),
    fix,
    violatingResources: [{ resourceName, locations: field === undefined ? [] : [field], manifestPath: object.source.file ?? '' }],
  };
}

/** The file of paths is for plugins alone; as JSON in the output folder it would be taken for a manifest by tools that apply the folder. */
function removeMetadata(manifest: string): void {
  for (let folder = dirname(manifest), steps = 0; steps < 4; folder = dirname(folder), steps++) {
    const file = join(folder, METADATA);
    if (!existsSync(file)) continue;
    rmSync(file);
    return;
  }
}

/** A validation plugin of `cdk8s synth`: it looks at all manifests together, and synth fails on what is wrong. */
export class MeshAnalyzer {
  readonly #failOn: Level;
  /** Findings that are left out. */
  protected readonly ignored: readonly Ignored[];

  /** @throws Error for what is wrong with the props, which nobody has looked at before */
  constructor(props: MeshAnalyzerProps = {}) {
    const { failOn, ignored } = analyzerSettings(props);
    this.#failOn = failOn;
    this.ignored = ignored;
  }

  validate({ manifests, metadata, report }: SynthContext): void {
    const mesh = new Mesh(manifests.flatMap((path) => readObjects(readFileSync(path, 'utf8'), relative('.', path))));
    const findings = analyze(mesh, { ignored: this.ignored }).map((finding) => {
      const name = nameToCdk8s(finding.object, mesh, metadata);
      report.addViolation(violationOf(finding, name));
      return withConstruct(finding, metadata[name]?.path);
    });
    const fails = findings.some(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(this.#failOn));
    report.submit(fails ? 'failure' : 'success');
    report.toString = () => textOf(findings.filter(({ level }) => level !== 'info'));
    if (manifests[0] !== undefined) removeMetadata(manifests[0]);
  }
}

/** By which name cdk8s knows the construct of an object. A plain App has the names of objects alone, and one that two have says nothing. */
function nameToCdk8s({ kind, name, namespace, manifest }: MeshObject, mesh: Mesh, metadata: SynthContext['metadata']): string {
  const key = objectKey({
    apiVersion: String(manifest.apiVersion),
    kind,
    namespace: stringOf(mapOf(manifest.metadata).namespace),
    name,
  });
  if (metadata[key] !== undefined) return key;
  const having = mesh.once('objects by name', () => countNames(mesh.objects));
  return having.get(name) === 1 ? name : `${kind}/${namespace}/${name}`;
}

function withConstruct(finding: Finding, construct: string | undefined): Finding {
  if (construct === undefined) return finding;
  const { object } = finding;
  return { ...finding, object: { ...object, source: { ...object.source, construct } } };
}

function countNames(objects: readonly MeshObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
