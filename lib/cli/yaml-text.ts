import { Yaml } from 'cdk8s';
import type { Manifest } from '../core/manifest';

/** The objects as YAML documents, as cdk8s prints them. */
export function yamlText(manifests: readonly Manifest[]): string {
  return Yaml.stringify(...manifests.map((manifest): unknown => JSON.parse(JSON.stringify(manifest))));
}
