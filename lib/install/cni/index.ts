import type { Manifest } from '../../core/manifest';
import { nodeCriticalQuota } from '../node-agent';
import { type CniAgent, NAME, sharedLabels } from './cni-agent';
import { configMap } from './config-map';
import { daemonSet } from './daemon-set';
import { networkAttachment, networkPolicy } from './network';
import { rights, serviceAccount } from './rights';

export type { CniAgent } from './cni-agent';
export { cniProblems } from './problems';
export { type CniProps, resolveCniValues } from './resolve';
export { CNI_DEFAULTS, type CniValues } from './values';

/** The objects of the official chart `cni`, in the order in which they need each other. */
export function cniManifests(agent: CniAgent): Manifest[] {
  const { global, resourceQuotas } = agent.values;
  const quota = { name: `${NAME}-resource-quota`, namespace: agent.namespace, labels: sharedLabels(agent.release) };
  const ofMesh = () => [
    nodeCriticalQuota(quota, resourceQuotas),
    serviceAccount(agent),
    configMap(agent),
    networkAttachment(agent),
    networkPolicy(agent),
    daemonSet(agent),
  ];
  return [
    ...(global.resourceScope === 'namespace' ? [] : rights(agent)),
    ...(global.resourceScope === 'cluster' ? [] : ofMesh()),
  ].filter((manifest) => manifest !== undefined);
}
