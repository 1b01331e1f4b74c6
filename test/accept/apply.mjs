// @ts-check
import { join } from 'node:path';
import { nameOf } from './manifests.mjs';
import { run } from './processes.mjs';

/** @typedef {import('./manifests.mjs').Manifest} Manifest */
/** @typedef {import('./manifests.mjs').ManifestFile} ManifestFile */
/** @typedef {(...args: string[]) => Promise<string>} Kubectl */

/**
 * kubectl against one cluster and nothing of the user's; what it says on a failure is the error.
 *
 * @param {string} kubeconfig
 * @param {string} folder
 * @returns {Kubectl}
 */
export function kubectlFor(kubeconfig, folder) {
  return async (...args) => {
    const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: kubeconfig };
    const { code, out, err } = await run('kubectl', ['--cache-dir', join(folder, 'kubectl'), ...args], env);
    if (code !== 0) {
      throw new Error(err.trim() || out.trim());
    }
    return out;
  };
}

/**
 * Applies a file as its users do, and waits for the kinds that it defines, as they must.
 *
 * @param {Kubectl} kubectl
 * @param {ManifestFile} file
 */
export async function apply(kubectl, file) {
  try {
    await kubectl('apply', '--server-side', '--field-manager=cdk8s-istio', '--validate=strict', '-f', file.path);
  } catch (error) {
    const lines = new Set(/** @type {Error} */ (error).message.split('\n'));
    throw new Error([`${file.name}:`, ...lines, ...advice(lines), ...(await refused(kubectl, file))].join('\n'));
  }
  const kinds = file.manifests
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(({ metadata }) => `crd/${metadata.name}`);
  if (kinds.length > 0) {
    await kubectl('wait', '--for=condition=Established', '--timeout=30s', ...kinds);
  }
}

/**
 * @param {Set<string>} lines
 * @returns {string[]}
 */
function advice(lines) {
  return [...lines].some((line) => line.includes('failed calling webhook'))
    ? [
        'no istiod runs here, so a webhook with failurePolicy Fail (the default) refuses what it selects; ' +
          'render Ignore as the charts do: istiod sets Fail when it is ready',
      ]
    : [];
}

/**
 * Which objects kubectl complained about: not every message of the server names one.
 *
 * @param {Kubectl} kubectl
 * @param {ManifestFile} file
 * @returns {Promise<string[]>}
 */
async function refused(kubectl, file) {
  try {
    const there = await stored(kubectl, file);
    return file.manifests
      .map(key)
      .filter((name) => !there.has(name))
      .map((name) => `not stored: ${name}`);
  } catch {
    return []; // a kind that the server does not know, which the message did name
  }
}

/**
 * The state of every object of a file as the server has it.
 *
 * @param {Kubectl} kubectl
 * @param {ManifestFile} file
 */
async function stored(kubectl, file) {
  const answer = JSON.parse((await kubectl('get', '--ignore-not-found', '-o', 'json', '-f', file.path)) || '{"items":[]}');
  /** @type {Manifest[]} */
  const objects = answer.items ?? [answer];
  return new Map(objects.map((object) => [key(object), object]));
}

/** @param {Manifest} manifest */
function key(manifest) {
  return `${manifest.apiVersion} ${nameOf(manifest)}`;
}

/**
 * Applies every file again. Whatever is stored anew is a field that the server defaults, drops or writes
 * in another way than the file has it, or an object that two files have: a GitOps tool would report it for ever.
 *
 * @param {Kubectl} kubectl
 * @param {ManifestFile[]} files
 * @returns {Promise<number>} how many objects stayed as they were
 */
export async function applyAgain(kubectl, files) {
  let same = 0;
  const changes = [];
  for (const file of files) {
    const before = await stored(kubectl, file);
    await apply(kubectl, file);
    for (const [name, now] of await stored(kubectl, file)) {
      const was = before.get(name);
      const fields = was?.metadata.resourceVersion === now.metadata.resourceVersion ? [] : differences(was, now);
      // No field differs where the server only notes an owner, as it does on the second apply of a bare name.
      if (fields.length === 0) {
        same++;
      } else {
        changes.push(`${file.name}: ${name} changes on the second apply`, ...fields.map((field) => `  ${field}`));
      }
    }
  }
  if (changes.length > 0) {
    throw new Error(changes.join('\n'));
  }
  return same;
}

const versions = new Set(['metadata.resourceVersion', 'metadata.generation']);

/**
 * @param {any} was
 * @param {any} now
 * @param {string} path
 * @returns {string[]}
 */
function differences(was, now, path = '') {
  if (was === now || versions.has(path)) {
    return [];
  }
  if (Object(was) !== was || Object(now) !== now) {
    return [`${path}: was ${shortened(was)}, is ${shortened(now)}`];
  }
  const fields = new Set([...Object.keys(was), ...Object.keys(now)]);
  return [...fields].flatMap((field) => differences(was[field], now[field], path ? `${path}.${field}` : field));
}

/** @param {unknown} value */
function shortened(value) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
