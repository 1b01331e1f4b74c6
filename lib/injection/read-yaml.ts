import { type DocumentOptions, type ParseOptions, parse, type SchemaOptions, type Tags } from 'yaml';

/** YAML as Kubernetes and Istio read it: the words and octals of YAML 1.1, but neither its dates nor its hours and minutes. */
export const KUBERNETES_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  merge: true,
  customTags: (tags: Tags) =>
    tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp'))),
};

/** The value that one YAML or JSON document holds; null for an empty one. */
export function readYaml(text: string): unknown {
  return parse(text, KUBERNETES_YAML);
}
