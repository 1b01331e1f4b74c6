import type { Manifest } from '../../core/manifest';
import { nodeCriticalQuota } from '../node-agent';
import { daemonSet } from './daemon-set';
import { networkPolicy } from './network-policy';
import { rights, serviceAccount } from './rights';
import { namespacedMetadata, type ZtunnelAgent } from './ztunnel-agent';

export { ztunnelProblems } from './problems';
export { resolveZtunnelValues, type ZtunnelProps } from './resolve';
export { ZTUNNEL_DEFAULTS, type ZtunnelEnv, type ZtunnelValues } from './values';
export { nameOf, type ZtunnelAgent } from './ztunnel-agent';

/** The objects of the official chart `ztunnel`, in the order in which they need each other. */
export function ztunnelManifests(agent: ZtunnelAgent): Manifest[] {
  const { resourceQuotas, resourceScope } = agent.values;
  const { annotations: _annotations, ...quota } = namespacedMetadata(agent);
  const ofMesh = () => [nodeCriticalQuota(quota, resourceQuotas), serviceAccount(agent), networkPolicy(agent), daemonSet(agent)];
  return [...(resourceScope === 'namespace' ? [] : rights(agent)), ...(resourceScope === 'cluster' ? [] : ofMesh())].filter(
    (manifest) => manifest !== undefined,
  );
}
