import type { MeshConfig } from '../../imports/mesh-config';
import { isMap } from '../core/schema/values';
import { type MeshObject, mapOf, textOf } from './mesh-object';
import { readDocument } from './read-objects';

/** The mesh configuration, with istiod's defaults for what decides where requests go. */
export interface MeshSettings extends MeshConfig {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** Domain of Services. */
  readonly domain: string;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
}

function nonEmpty(list: readonly string[] | undefined): readonly string[] {
  return list === undefined || list.length === 0 ? ['*'] : list;
}

/** @param config as the text `mesh` of istiod's ConfigMap has it */
export function meshSettings(config: MeshConfig): MeshSettings {
  return {
    ...config,
    rootNamespace: config.rootNamespace ?? 'istio-system',
    trustDomain: config.trustDomain ?? 'cluster.local',
    domain: 'cluster.local',
    defaultServiceExportTo: nonEmpty(config.defaultServiceExportTo),
    defaultVirtualServiceExportTo: nonEmpty(config.defaultVirtualServiceExportTo),
    defaultDestinationRuleExportTo: nonEmpty(config.defaultDestinationRuleExportTo),
  };
}

/**
 * The mesh configuration that istiod reads in a cluster with these objects: the one of its ConfigMap `istio`, else of a revision's.
 * @throws Error with the place of a configuration that is not YAML
 */
export function meshConfigIn(objects: readonly MeshObject[]): MeshConfig {
  const maps = objects.filter(({ kind, group, name }) => kind === 'ConfigMap' && group === '' && /^istio(-|$)/.test(name));
  const texts = maps
    .map((object) => ({ object, mesh: textOf(mapOf(object.manifest.data).mesh) }))
    .filter((found): found is { object: MeshObject; mesh: string } => found.mesh !== undefined)
    .sort((a, b) => a.object.name.length - b.object.name.length);
  const first = texts[0];
  if (first === undefined) return {};
  const config = readDocument(first.mesh, `data.mesh of ConfigMap ${first.object.namespace}/${first.object.name}`);
  return isMap(config) ? (config as MeshConfig) : {};
}
