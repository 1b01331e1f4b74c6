// What was in the manifests and no longer is, wherever it was: a file that changed does not say it.
import { parse } from 'yaml';

const documentsOf = (files) =>
  [...files]
    .filter(([path]) => path.endsWith('.yaml'))
    .flatMap(([, text]) => text.split(/^---$/m).map((document) => document.trim()));

/** The object that a document is, if it is one: the old files may be of anybody, or have the marks of a merge. */
export function objectIn(document) {
  try {
    const object = parse(document) ?? {};
    return typeof object.apiVersion === 'string' && object.metadata?.name !== undefined ? object : undefined;
  } catch {
    return undefined;
  }
}

/** `VirtualService.networking.istio.io bookinfo/reviews`: the same for another version of the kind. */
function nameOf(document) {
  const object = objectIn(document);
  if (object === undefined) return undefined;
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  return `${kind}${group} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/**
 * The objects of the first manifests that are not in the second ones.
 *
 * @param {Map<string, string>} before texts by path
 * @param {Map<string, string>} after
 * @returns {string[]} their kinds and names, sorted
 */
export function removedObjects(before, after) {
  const there = new Set(documentsOf(before));
  const now = documentsOf(after);
  const is = new Set(now);
  // Reading YAML takes long, and most documents stay as they are.
  const names = (documents) => documents.map(nameOf).filter((name) => name !== undefined);
  const changed = new Set(names(now.filter((document) => !there.has(document))));
  return names([...there].filter((document) => !is.has(document)))
    .filter((name) => !changed.has(name))
    .sort();
}
