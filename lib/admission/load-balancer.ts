import type {
  DestinationRuleSpecTrafficPolicyLoadBalancer,
  DestinationRuleSpecTrafficPolicyLoadBalancerWarmup,
} from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { consistentHashProblems } from './consistent-hash';
import { durationProblems, finerDurationProblems } from './duration';
import { localityLbSettingProblems, zoneAwareLbSettingProblems } from './locality-lb-setting';

function warmupProblems(field: string, warmup: Wire<DestinationRuleSpecTrafficPolicyLoadBalancerWarmup>): Problem[] {
  const { duration, aggression } = warmup;
  return [
    ...durationProblems(`${field}.duration`, duration),
    ...((aggression ?? 1) > 0
      ? []
      : [{ field: `${field}.aggression`, problem: 'must be more than 0', got: aggression, fix: 'use 1 for a straight line' }]),
  ];
}

/** What Istio refuses in how a pod is picked. */
export function loadBalancerProblems(
  field: string,
  balancer: Wire<DestinationRuleSpecTrafficPolicyLoadBalancer> = {},
): Problem[] {
  const { consistentHash, localityLbSetting, zoneAwareLbSetting, warmup, warmupDurationSecs } = balancer;
  return [
    ...consistentHashProblems(`${field}.consistentHash`, consistentHash),
    ...(localityLbSetting !== undefined && zoneAwareLbSetting !== undefined
      ? [{ field: `${field}.zoneAwareLbSetting`, problem: 'stands beside localityLbSetting', fix: 'keep one of the two' }]
      : []),
    ...localityLbSettingProblems(`${field}.localityLbSetting`, localityLbSetting),
    ...zoneAwareLbSettingProblems(`${field}.zoneAwareLbSetting`, zoneAwareLbSetting),
    ...(warmup === undefined ? [] : warmupProblems(`${field}.warmup`, warmup)),
    ...finerDurationProblems(`${field}.warmupDurationSecs`, warmupDurationSecs),
  ];
}
