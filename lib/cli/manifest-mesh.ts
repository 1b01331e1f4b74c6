import type { MeshConfig } from '../../imports/mesh-config';
import { isMap } from '../core/schema/values';
import { Mesh, readObjects } from '../model';
import { readDocument } from '../model/read-objects';
import { type ManifestFile, readManifest, readManifests } from './manifest-files';

/** How the option for the mesh configuration is described. */
export const MESH_CONFIG_OPTION = [
  '--mesh-config <file>',
  'the mesh configuration, as in the ConfigMap of istiod; by default that ConfigMap, where there is one',
] as const;

/**
 * The mesh of files and folders.
 * @param meshConfig file with the mesh configuration. @default the ConfigMap of istiod among the manifests
 * @throws Error for what is not there, is no YAML or has no objects of Kubernetes
 */
export function meshOf(paths: readonly string[], meshConfig: string | undefined): Mesh {
  return meshOfFiles(readManifests(paths), meshConfig);
}

/** The mesh of manifests that were read. */
export function meshOfFiles(files: readonly ManifestFile[], meshConfig: string | undefined): Mesh {
  const objects = files.flatMap(({ source, text }) => readObjects(text, source));
  return new Mesh(objects, meshConfig === undefined ? {} : { meshConfig: readMeshConfig(meshConfig) });
}

function readMeshConfig(file: string): MeshConfig {
  const config = readDocument(readManifest(file).text, file);
  if (!isMap(config)) throw new Error(`${file}: is no mesh configuration; give a file with its fields, such as trustDomain`);
  if (typeof config.kind === 'string' && typeof config.apiVersion === 'string')
    throw new Error(`${file}: is an object of Kubernetes, got ${config.kind}; give the text of its data.mesh`);
  return config as MeshConfig;
}
