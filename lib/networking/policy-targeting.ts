import type { AtMostOneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { WorkloadSelector } from '../core/workload-selector';
import { type PolicyTargetRef, type PolicyTargetRefs, policyTargetProblems } from './policy-target';
import { Workload } from './workload';

/** The workloads that a policy is for: of its own namespace, or of all where it is in the mesh's root namespace. */
interface Targets {
  /** Workloads by label: `Workload.of(deployment)`, or labels as they are. */
  readonly selector: Workload | WorkloadSelector;
  /** The older form of `targetRefs`, for one object. */
  readonly targetRef: PolicyTargetRef;
  /** Services and gateways of the policy's namespace, for waypoints and gateways of the Gateway API: at most 16. */
  readonly targetRefs: PolicyTargetRefs;
}

/** At most one way to say which workloads a policy is for. Without any, all of its namespace, or of the mesh from the root namespace. */
export type PolicyTargeting = AtMostOneOf<Targets>;

/** Problems of what a policy is for, beyond what stands in YAML. */
export function policyTargetingProblems(
  { selector, targetRef, targetRefs }: PolicyTargeting,
  namespace: string | undefined,
): Problem[] {
  return [
    ...(selector instanceof Workload ? selector.problems('selector', namespace) : []),
    ...(targetRef === undefined ? [] : policyTargetProblems('targetRef', [targetRef], namespace)),
    ...policyTargetProblems('targetRefs', targetRefs, namespace),
  ];
}
