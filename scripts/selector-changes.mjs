// What the API server would refuse when it gets the new manifests over the old ones: the labels by which a workload finds its pods
// never change.
import { objectIn } from './removed-objects.mjs';

const WORKLOAD = /^kind: (Deployment|DaemonSet|StatefulSet)$/m;

/** The text of a selector, whatever the order of its labels. */
const textOf = ({ matchLabels = {}, ...others }) =>
  JSON.stringify({
    ...others,
    matchLabels: Object.fromEntries(Object.entries(matchLabels).sort(([a], [b]) => (a < b ? -1 : 1))),
  });

function* workloads(texts) {
  for (const text of texts) {
    for (const document of text.split(/^---$/m)) {
      if (!WORKLOAD.test(document)) continue;
      const object = objectIn(document);
      if (object === undefined) continue;
      const { kind, metadata, spec } = object;
      yield [
        `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`,
        textOf(spec?.selector ?? {}),
      ];
    }
  }
}

/**
 * One line for each workload whose selector is another one than before.
 *
 * @param {Iterable<string>} before manifests in the cluster, as YAML
 * @param {Iterable<string>} after manifests that are to replace them
 * @returns {string[]}
 */
export function selectorChanges(before, after) {
  const known = new Map(workloads(before));
  return [...workloads(after)]
    .filter(([name, selector]) => known.has(name) && known.get(name) !== selector)
    .map(
      ([name, selector]) =>
        `${name}: spec.selector never changes in a cluster, got ${selector} after ${known.get(name)}; ` +
        'give the workload another name, or delete the old one first',
    );
}
