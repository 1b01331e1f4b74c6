import type { DestinationRuleSpec, DestinationRuleSpecTrafficPolicy } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { emptySelectorWarnings } from './selector';

type Policy = Wire<DestinationRuleSpecTrafficPolicy>;
type LoadBalancer = NonNullable<Policy['loadBalancer']>;

const PLACES: readonly string[] = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** Whether Istio refuses the preference by place before it looks for what ejects broken endpoints. */
function isRefused({
  distribute = [],
  failover = [],
  failoverPriority = [],
}: NonNullable<LoadBalancer['localityLbSetting']>): boolean {
  if (distribute.length > 0 && failover.length > 0) return true;
  if (failover.length > 0 && failoverPriority.some((label) => PLACES.includes(label))) return true;
  return distribute.some(({ to = {} }) => {
    const weights = Object.values(to);
    return weights.some((weight) => weight < 1 || weight > 100) || weights.reduce((sum, weight) => sum + weight, 0) !== 100;
  });
}

function failoverWarnings(field: string, { localityLbSetting, zoneAwareLbSetting }: LoadBalancer, ejects: boolean): Problem[] {
  if (ejects) return [];
  const settings = [
    {
      name: 'localityLbSetting',
      setting: localityLbSetting !== undefined && isRefused(localityLbSetting) ? {} : localityLbSetting,
    },
    { name: 'zoneAwareLbSetting', setting: zoneAwareLbSetting },
  ];
  const problem = 'needs outlierDetection beside it, by which proxies know where to leave from';
  return settings.flatMap(({ name, setting }) =>
    (['failover', 'failoverPriority'] as const)
      .filter((list) => (setting?.[list] ?? []).length > 0)
      .map((list) => ({
        field: `${field}.${name}.${list}`,
        problem,
        got: setting?.[list],
        fix: 'add outlierDetection to the policy',
      })),
  );
}

function policyWarnings(field: string, policy: Policy): Problem[] {
  const { outlierDetection, loadBalancer = {}, tunnel, proxyProtocol } = policy;
  if (Object.keys(policy).length === 0 || (tunnel !== undefined && proxyProtocol !== undefined)) return [];
  const errors = outlierDetection?.consecutiveErrors ?? 0;
  const ringSize = loadBalancer.consistentHash?.minimumRingSize ?? 0;
  const problem = 'is an old field';
  return [
    ...(errors === 0
      ? []
      : [{ field: `${field}.outlierDetection.consecutiveErrors`, problem, got: errors, fix: 'use consecutive5xxErrors' }]),
    ...(ringSize === 0
      ? []
      : [
          {
            field: `${field}.loadBalancer.consistentHash.minimumRingSize`,
            problem,
            got: ringSize,
            fix: `use ringHash: { minimumRingSize: ${ringSize} }`,
          },
        ]),
    ...failoverWarnings(`${field}.loadBalancer`, loadBalancer, outlierDetection !== undefined),
  ];
}

/** What Istio warns of in the spec of a DestinationRule: in the policy of the host alone, and not in those of subsets and ports. */
export function destinationRuleWarnings({ trafficPolicy, workloadSelector }: Wire<DestinationRuleSpec>): Problem[] {
  return [
    ...(trafficPolicy === undefined ? [] : policyWarnings('trafficPolicy', trafficPolicy)),
    ...emptySelectorWarnings('workloadSelector', workloadSelector, workloadSelector?.matchLabels),
  ];
}
