// @ts-check
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/**
 * As much of a Kubernetes object as is looked at here.
 *
 * @typedef {{ name: string, namespace?: string, labels?: Record<string, string>, annotations?: Record<string, string>,
 *   resourceVersion?: string }} Metadata
 * @typedef {{ apiVersion: string, kind: string, metadata: Metadata, spec?: any, data?: Record<string, string>,
 *   webhooks?: any[] }} Manifest
 * @typedef {{ path: string, name: string, manifests: Manifest[] }} ManifestFile
 */

/**
 * The manifest files of a folder and those below it in the order of their names, which is the order they are applied in.
 *
 * @param {string} folder
 * @returns {ManifestFile[]}
 */
export function readFolder(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${folder}: no such folder; synthesize first, or name the folder of manifests`);
  }
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true })).filter((name) => /\.(ya?ml|json)$/.test(name));
  if (names.length === 0) {
    throw new Error(`${folder}: no manifests; expected files ending in .yaml, .yml or .json`);
  }
  return names.sort().map((name) => {
    const path = join(folder, name);
    return { path, name, manifests: parseManifests(path, readFileSync(path, 'utf8')) };
  });
}

/**
 * @param {string} place
 * @param {string} text
 * @returns {Manifest[]}
 */
export function parseManifests(place, text) {
  return parseAllDocuments(text, { uniqueKeys: false }).flatMap((document) => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${place}: ${error.message}`);
    }
    const manifest = document.toJS();
    return manifest ? [manifest] : [];
  });
}

/**
 * What an object is known by: `VirtualService bookinfo/reviews`.
 *
 * @param {Manifest} manifest
 */
export function nameOf({ kind, metadata }) {
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}
