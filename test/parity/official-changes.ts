import type { KubeObject } from './compare';

/** A map of YAML. */
export type Fields = Readonly<Record<string, unknown>>;

type Labels = Readonly<Record<string, string>>;

/** Changes the labels of the object and those of its pods. */
export function mapLabels(object: KubeObject, change: (labels: Labels) => Labels): KubeObject {
  const own = object.metadata.labels;
  const changed = own === undefined ? own : change(own);
  const mapped = changed === own ? object : { ...object, metadata: { ...object.metadata, labels: changed } };
  const spec = mapped['spec'] as { readonly template?: KubeObject } | undefined;
  const template = spec?.template;
  if (template === undefined) return mapped;
  const mappedTemplate = mapLabels(template, change);
  return mappedTemplate === template ? mapped : { ...mapped, spec: { ...spec, template: mappedTemplate } };
}

/** A schema without its descriptions; a property that is called `description` stays. */
export function withoutDescriptions<T>(value: T): T;
export function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutDescriptions(entry));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, field]) => !(key === 'description' && typeof field === 'string'));
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutDescriptions(field)]));
}

/** What a ConfigMap holds. */
export function dataOf(object: KubeObject): Fields {
  return (object['data'] ?? {}) as Fields;
}

/** The ConfigMap with these entries in place of its own. */
export function withData(object: KubeObject, data: Fields): KubeObject {
  return { ...object, data: { ...dataOf(object), ...data } };
}

/** The injection templates in a ConfigMap. */
export function templatesOf(object: KubeObject): Fields {
  return (dataOf(object)['config'] as { readonly templates?: Fields } | undefined)?.templates ?? {};
}

/** Changes the injection templates in a ConfigMap. */
export function mapTemplates(object: KubeObject, change: (templates: Fields) => Fields): KubeObject {
  const templates = templatesOf(object);
  const changed = change(templates);
  if (JSON.stringify(changed) === JSON.stringify(templates)) return object;
  return withData(object, { config: { ...(dataOf(object)['config'] as Fields), templates: changed } });
}

/** The value at a dotted path; `undefined` where there is none. */
export function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], tree);
}

/** The object with that value in its spec. */
export function withSpec(object: KubeObject, spec: Fields): KubeObject {
  return { ...object, spec: { ...(object['spec'] as Fields), ...spec } };
}

interface Workload {
  readonly template: {
    readonly spec: { readonly containers: readonly { readonly env: readonly { readonly name: string }[] }[] };
  };
}

/** The Deployment with an environment variable of the other one's first container, at the same place. */
export function withEnvOf(object: KubeObject, other: KubeObject, name: string): KubeObject {
  const { template } = object['spec'] as unknown as Workload;
  const [container, ...sidecars] = template.spec.containers;
  const theirs = (other['spec'] as unknown as Workload).template.spec.containers[0]?.env ?? [];
  const place = theirs.findIndex((variable) => variable.name === name);
  const env = (container?.env ?? []).toSpliced(place, 0, theirs[place] ?? { name });
  return withSpec(object, {
    template: { ...template, spec: { ...template.spec, containers: [{ ...container, env }, ...sidecars] } },
  });
}
