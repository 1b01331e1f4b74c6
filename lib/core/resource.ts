import { ApiObject, App, type GroupVersionKind, type JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { LastFound } from './last-found';
import { emitted, isPlain } from './plain-values';
import { describeProblem, type Problem, refuse } from './problem';
import { metadataProblems } from './schema/metadata';
import { schemaProblems } from './schema/schema-problems';
import { watchObjects } from './unique-objects';

/** Marks of an object that are not its spec. */
export interface ResourceMetadata {
  /**
   * Name of the object in the cluster.
   * @default the construct id, without a hash
   */
  readonly name?: string;
  /**
   * Namespace of the object.
   * @default the namespace of the chart; where that has none, the one that kubectl is pointed at
   */
  readonly namespace?: string;
  /** @default none beside the labels of the chart */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What every kind takes beside its spec. */
export interface ResourceProps {
  /** @default name and namespace as described there, no labels, no annotations */
  readonly metadata?: ResourceMetadata;
}

const RESOLVERS_OF_CDK8S = new App().resolvers.length;

/** Renders the spec when the manifest is asked for, so that routes can be added until then. */
class LateSpec {
  resource!: { renderSpec(): object };

  produce(): object {
    return this.resource.renderSpec();
  }
}

/**
 * Base of every kind: an object whose spec is `toSpec()` and whose mistakes are `check()`. Both are asked several times in one synth,
 * so they are pure.
 *
 * The emission goes through a plain `ApiObject`, not through the generated class of the kind, since those drop unknown fields.
 */
export abstract class Resource extends ApiObject {
  readonly #ofRules = new LastFound();
  readonly #ofSchema = new LastFound();
  #isPatched = false;

  /** `instanceof` as JavaScript has it: ApiObject takes every object of cdk8s for one of each class below it. */
  static override [Symbol.hasInstance]<T extends ApiObject>(this: { readonly prototype: T }, value: unknown): value is T {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, which is one below
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  /**
   * @param kind group, version and kind, from `imports/`
   * @throws InvalidProps when the metadata is such that Kubernetes refuses it
   */
  protected constructor(scope: Construct, id: string, kind: GroupVersionKind, metadata: ResourceMetadata = {}) {
    const spec = new LateSpec();
    const name = metadata.name ?? id;
    super(scope, id, { ...kind, metadata: { ...metadata, name }, spec: Lazy.any(spec) });
    spec.resource = { renderSpec: () => this.toSpec() };
    refuse(this.node.path, this.#metadataProblems(metadata));
    this.node.addValidation({ validate: () => this.#problems().map(describeProblem) });
    watchObjects(this);
  }

  /** Namespace of the object; undefined leaves it to kubectl. */
  get namespace(): string | undefined {
    return this.metadata.namespace;
  }

  /** The spec as it stands in YAML. */
  protected abstract toSpec(): object;

  /** What is wrong with this resource beyond the schema of its kind, seen together with the rest of the program. */
  protected check(): readonly Problem[] {
    return [];
  }

  /**
   * What rules find that need nothing but the spec, for `check()`: they are asked again only where the spec has changed, so always give
   * the same ones.
   */
  protected problemsOf<Spec extends object>(spec: Spec, rules: (spec: Spec) => Problem[]): readonly Problem[] {
    return this.#ofRules.of(spec, rules);
  }

  /** What the schema of the kind refuses in the object, if this were its spec. Used by `refuseSpec`. */
  schemaProblemsOf(spec: object): readonly Problem[] {
    const object = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadata.toJson() as unknown, spec };
    return this.#ofSchema.of(object, schemaProblems);
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    super.addJsonPatch(...patches);
    this.#isPatched = true;
  }

  /** Values that cdk8s resolves when it renders are looked at only where they seem wrong, as rendering takes ten times as long. */
  #metadataProblems({ labels, ...metadata }: ResourceMetadata): Problem[] {
    const { name, namespace } = this.metadata;
    const given = metadataProblems({ ...metadata, name, namespace, labels: { ...this.chart.labels, ...labels } });
    return given.length === 0 ? given : metadataProblems(this.metadata.toJson());
  }

  /** As cdk8s renders it, which takes ten times as long: it looks at each value for what it has to resolve. */
  override toJson(): ReturnType<ApiObject['toJson']> {
    const isUsual = (this.node.root as App).resolvers.length === RESOLVERS_OF_CDK8S && !process.env['CDK8S_DISABLE_SORT'];
    const spec = this.#isPatched || !isUsual ? undefined : this.toSpec();
    if (spec === undefined || !isPlain(spec)) return super.toJson();
    return { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadata.toJson(), spec: emitted(spec) };
  }

  /** Rules rely on the schema, so they are asked once it is satisfied. */
  #problems(): readonly Problem[] {
    const structural = this.#isPatched
      ? schemaProblems(this.toJson() as Record<string, unknown>)
      : this.schemaProblemsOf(this.toSpec());
    return structural.length > 0 ? structural : this.check();
  }
}
