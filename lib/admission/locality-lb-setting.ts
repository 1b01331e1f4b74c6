import type {
  DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting,
  DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSettingDistribute,
  DestinationRuleSpecTrafficPolicyLoadBalancerZoneAwareLbSetting,
} from '../../imports/networking.istio.io';
import { rangeProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { failoverProblems, placeLabelProblems } from './failover';
import { localitiesProblems } from './locality';

type Distribute = Wire<DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSettingDistribute>;

function distributeProblems(field: string, { to = {} }: Distribute): Problem[] {
  const weights = Object.entries(to);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return [
    ...weights.flatMap(([place, weight]) => rangeProblems(`${field}.to[${place}]`, weight, 1, 100)),
    ...(sum === 100
      ? []
      : [{ field: `${field}.to`, problem: 'must add up to 100', got: to, fix: `change the shares, which make ${sum}` }]),
    ...localitiesProblems(
      weights.map(([place]) => ({ field: `${field}.to[${place}]`, value: place })),
      false,
    ),
  ];
}

/** What Istio refuses in the preference by place. */
export function localityLbSettingProblems(
  field: string,
  setting: Wire<DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting> = {},
): Problem[] {
  const { distribute = [], failover = [], failoverPriority } = setting;
  const places = distribute.map(({ from = '' }, i) => ({ field: `${field}.distribute[${i}].from`, value: from }));
  const doubled = 'is looked at by failover already';
  return [
    ...(distribute.length > 0 && failover.length > 0
      ? [{ field: `${field}.failover`, problem: 'stands beside distribute', got: failover, fix: 'keep one of the two' }]
      : []),
    ...distribute.flatMap((entry, i) => distributeProblems(`${field}.distribute[${i}]`, entry)),
    ...localitiesProblems(places, true),
    ...failoverProblems(`${field}.failover`, failover),
    ...(failover.length === 0 ? [] : placeLabelProblems(`${field}.failoverPriority`, failoverPriority, doubled)),
  ];
}

/** What Istio refuses in the preference by zone. */
export function zoneAwareLbSettingProblems(
  field: string,
  setting: Wire<DestinationRuleSpecTrafficPolicyLoadBalancerZoneAwareLbSetting> = {},
): Problem[] {
  return [
    ...failoverProblems(`${field}.failover`, setting.failover),
    ...placeLabelProblems(`${field}.failoverPriority`, setting.failoverPriority, 'is looked at by zone awareness already'),
  ];
}
