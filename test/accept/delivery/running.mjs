// @ts-check
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('../apply.mjs').Kubectl} Kubectl */

/**
 * Reports workloads as running and writes certificates into webhooks, as controllers and istiod do where there are some.
 *
 * @param {Kubectl} kubectl
 * @param {string} certificate path of a PEM file
 * @returns {() => Promise<void>} ends it
 */
export function pretendToRun(kubectl, certificate) {
  const caBundle = readFileSync(certificate).toString('base64');
  let goesOn = true;
  const ended = (async () => {
    while (goesOn) {
      await once(kubectl, caBundle).catch(() => undefined); // what is applied at the same moment is looked at again
      await sleep(200);
    }
  })();
  return async () => {
    goesOn = false;
    await ended;
  };
}

/**
 * @param {Kubectl} kubectl
 * @param {string} caBundle
 */
async function once(kubectl, caBundle) {
  const kinds = 'deployments,validatingwebhookconfigurations,mutatingwebhookconfigurations';
  for (const { kind, metadata, spec, status, webhooks } of JSON.parse(await kubectl('get', kinds, '-A', '-o', 'json')).items) {
    if (kind === 'Deployment') {
      if (status?.observedGeneration === metadata.generation) continue;
      const replicas = spec.replicas ?? 1;
      const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
      const conditions = [{ type: 'Available', status: 'True' }];
      const patch = JSON.stringify({ status: { observedGeneration: metadata.generation, ...counts, conditions } });
      await kubectl('patch', 'deployment', metadata.name, '-n', metadata.namespace, '--subresource=status', '-p', patch);
    } else if (webhooks?.some((/** @type {any} */ { clientConfig }) => !clientConfig.caBundle)) {
      const patch = webhooks.map((/** @type {any} */ _, /** @type {number} */ i) => ({
        op: 'add',
        path: `/webhooks/${i}/clientConfig/caBundle`,
        value: caBundle,
      }));
      const options = ['--type=json', '--field-manager=pilot-discovery', '-p', JSON.stringify(patch)];
      await kubectl('patch', kind.toLowerCase(), metadata.name, ...options);
    }
  }
}
