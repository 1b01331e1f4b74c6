import type { WorkloadEntrySpec } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { isIpAddress, isUnixAddress } from './addresses';
import { isDnsName } from './hosts';
import { comparedLabelsProblems } from './labels';
import { addressAndPortsProblems } from './service-endpoint';

type Spec = Wire<WorkloadEntrySpec>;

function inside(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, field: problem.field.replace(/^\./, '') }));
}

function addressProblems({ address = '' }: Spec): Problem[] {
  if (address === '' || isUnixAddress(address) || isIpAddress(address) || isDnsName(address)) return [];
  const fix = 'use an IP address, a full DNS name without *, or unix:///path/to/socket';
  return [{ field: 'address', problem: 'is not an address', got: address, fix }];
}

/** What Istio refuses in the spec of a WorkloadEntry, beyond its schema. */
export function workloadEntryProblems(spec: Spec): Problem[] {
  return [
    ...inside(addressAndPortsProblems('', spec)),
    ...addressProblems(spec),
    ...comparedLabelsProblems('labels', spec.labels),
  ];
}
