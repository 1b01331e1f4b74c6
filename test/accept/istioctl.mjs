// @ts-check
import { peer } from '../peers/build.mjs';
import { run } from './processes.mjs';

/** @typedef {import('./manifests.mjs').ManifestFile} ManifestFile */

/**
 * istioctl without a cluster.
 *
 * @param {string} folder
 * @param {string[]} args
 */
export function istioctl(folder, ...args) {
  return run(peer('istioctl'), args, { HOME: folder, KUBECONFIG: `${folder}/no-cluster` });
}

// The official gateway chart names a port so, and istioctl only overlooks it in the namespace of the control plane.
const official = /port "status-port" does not follow the Istio naming convention/;

/**
 * @param {string} folder
 * @param {ManifestFile[]} files
 */
export async function validate(folder, files) {
  const { code, out, err } = await istioctl(folder, 'validate', ...files.flatMap(({ path }) => ['-f', path]));
  const headings = /is valid$|occurred:$|has warnings: ?$|^\s*$/;
  const said = `${out}\n${err}`.split('\n').filter((line) => !headings.test(line) && !official.test(line));
  if (said.length > 0 || (code !== 0 && !official.test(err))) {
    throw new Error(said.join('\n') || `exit code ${code} without a word`);
  }
}

/**
 * Without --all-namespaces istioctl drops the messages about every namespace but one, and without a
 * threshold it calls warnings a success.
 *
 * @param {string} folder
 * @param {ManifestFile[]} files
 */
export async function analyze(folder, files) {
  const options = ['--use-kube=false', '--all-namespaces', '--failure-threshold=Info', '--color=false'];
  const { code, out, err } = await istioctl(folder, 'analyze', ...options, ...files.map(({ path }) => path));
  if (code !== 0) {
    throw new Error(
      [out, err]
        .map((text) => text.trim())
        .filter(Boolean)
        .join('\n'),
    );
  }
}
