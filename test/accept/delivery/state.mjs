// @ts-check
import { nameOf } from '../manifests.mjs';

/** @typedef {import('../apply.mjs').Kubectl} Kubectl */

/** Marks by which the server tells one state of an object from another, and those of the tools. */
const MARKS = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'];
const TOOL = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Every object of a cluster, by kind and name.
 *
 * @param {Kubectl} kubectl
 * @returns {Promise<Map<string, any>>}
 */
export async function allObjects(kubectl) {
  const kinds = (await kubectl('api-resources', '--verbs=list,get', '-o', 'name', '--cached=false')).trim().split('\n');
  const wanted = kinds.filter(
    (kind) => !/^(events|leases|endpoints|endpointslices|flowschemas|prioritylevel|ipaddresses|apiservices)/.test(kind),
  );
  const { items } = JSON.parse(await kubectl('get', wanted.join(','), '-A', '-o', 'json'));
  return new Map(items.map((/** @type {any} */ object) => [`${object.apiVersion} ${nameOf(object)}`, object]));
}

/**
 * @param {Map<string, any>} before
 * @param {Map<string, any>} after
 * @returns {string[]} what is there in one of them only, or says something else
 */
export function rewritten(before, after) {
  const text = (/** @type {any} */ object) =>
    // On the second apply of a bare name the server notes an owner, and no field differs.
    JSON.stringify(object, (field, value) => (field === 'resourceVersion' || field === 'managedFields' ? undefined : value));
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => text(before.get(key)) !== text(after.get(key)));
}

/**
 * What an object says, without what differs from cluster to cluster.
 *
 * @param {any} object
 */
export function content(object) {
  const { status: _, ...said } = structuredClone(object);
  for (const mark of MARKS) delete said.metadata[mark];
  delete said.metadata.annotations?.[TOOL];
  if (Object.keys(said.metadata.annotations ?? {}).length === 0) delete said.metadata.annotations;
  if (said.kind === 'Service') {
    delete said.spec.clusterIP;
    delete said.spec.clusterIPs;
    for (const port of said.spec.ports ?? []) delete port.nodePort;
    delete said.spec.healthCheckNodePort;
  }
  if (said.kind === 'Namespace') delete said.spec;
  for (const webhook of said.webhooks ?? []) delete webhook.clientConfig.caBundle;
  return JSON.stringify(sorted(said));
}

/**
 * @param {any} value
 * @returns {any}
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
