import type { DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSettingFailover } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

type Failover = Wire<DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSettingFailover>;

/** Labels of the place of a pod, which the proxy takes into account by itself. */
const PLACE_LABELS: readonly string[] = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

const ENDS = ['from', 'to'] as const;

/** Problems of the regions that take over. */
export function failoverProblems(field: string, failover: readonly Failover[] = []): Problem[] {
  const fix = 'use its name, without zone and without *';
  return failover.flatMap((regions, i) => [
    ...ENDS.filter((end) => /[*/]/.test(regions[end] ?? '')).map((end) => ({
      field: `${field}[${i}].${end}`,
      problem: 'is not a region',
      got: regions[end],
      fix,
    })),
    ...((regions.from ?? '') === (regions.to ?? '')
      ? [{ field: `${field}[${i}].to`, problem: 'is the region itself', got: regions.to, fix: 'name another region' }]
      : []),
  ]);
}

/** Problems of labels of which none may be that of a place. */
export function placeLabelProblems(field: string, labels: readonly string[] = [], reason: string): Problem[] {
  return labels.flatMap((label, i) =>
    PLACE_LABELS.includes(label) ? [{ field: `${field}[${i}]`, problem: reason, got: label, fix: 'remove it' }] : [],
  );
}
