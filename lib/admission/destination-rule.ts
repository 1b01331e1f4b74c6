import type { DestinationRuleSpec } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import type { Wire } from '../core/wire';
import { exportBeyondProblems, exportToProblems } from './export-to';
import { dnsLabelProblems, hostProblems } from './hosts';
import { comparedLabelsProblems, selectorProblems } from './labels';
import type { Placed } from './placed';
import { trafficPolicyNackProblems, trafficPolicyProblems } from './traffic-policy';

type Spec = Wire<DestinationRuleSpec>;

function subsetsProblems(subsets: NonNullable<Spec['subsets']>, { namespace }: Placed): Problem[] {
  const names = subsets.map(({ name }, i) => ({ field: `subsets[${i}].name`, value: name }));
  return [
    ...subsets.flatMap(({ name, labels, trafficPolicy }, i) => [
      ...dnsLabelProblems(`subsets[${i}].name`, name),
      ...comparedLabelsProblems(`subsets[${i}].labels`, labels),
      ...trafficPolicyProblems(`subsets[${i}].trafficPolicy`, trafficPolicy, namespace),
    ]),
    ...repeatedProblems(names, 'give each subset its own name'),
  ];
}

/** What Istio refuses in the spec of a DestinationRule, beyond its schema. */
export function destinationRuleProblems(spec: Spec, placed: Placed): Problem[] {
  const { host, trafficPolicy, subsets = [], exportTo, workloadSelector } = spec;
  return [
    ...hostProblems('host', host),
    ...trafficPolicyProblems('trafficPolicy', trafficPolicy, placed.namespace),
    ...subsetsProblems(subsets, placed),
    ...exportToProblems('exportTo', exportTo, placed),
    ...(workloadSelector === undefined ? [] : exportBeyondProblems('exportTo', exportTo, placed.namespace)),
    ...selectorProblems('workloadSelector.matchLabels', workloadSelector?.matchLabels),
  ];
}

/** What Istio takes in the spec of a DestinationRule, and Envoy refuses. */
export function destinationRuleNackProblems({ trafficPolicy, subsets = [] }: Spec): Problem[] {
  return [
    ...trafficPolicyNackProblems('trafficPolicy', trafficPolicy),
    ...subsets.flatMap((subset, i) => trafficPolicyNackProblems(`subsets[${i}].trafficPolicy`, subset.trafficPolicy)),
  ];
}
