import { parse } from 'yaml';
import { KUBERNETES_YAML } from './kubernetes-yaml';

/** The value that one YAML or JSON document holds; null for an empty one. */
export function readYaml(text: string): unknown {
  return parse(text, KUBERNETES_YAML);
}
