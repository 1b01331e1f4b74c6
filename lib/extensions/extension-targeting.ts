import type { AtMostOneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { WorkloadSelector } from '../core/workload-selector';
import { type PolicyTargetRefs, policyTargetProblems } from '../networking/policy-target';
import { Workload } from '../networking/workload';

/** The workloads that an extension is for. */
export interface ExtensionTargets {
  /** Workloads by label: `Workload.of(deployment)`, or labels as they are. */
  readonly selector: Workload | WorkloadSelector;
  /** Services and gateways of the extension's namespace, for waypoints and gateways of the Gateway API: at most 16. */
  readonly targetRefs: PolicyTargetRefs;
}

/** At most one way to say which workloads an extension is for. Without any, all of its namespace, or of the mesh from the root namespace. */
export type ExtensionTargeting = AtMostOneOf<ExtensionTargets>;

/** Problems of what an extension is for, beyond what stands in YAML. */
export function extensionTargetingProblems(
  { selector, targetRefs }: ExtensionTargeting,
  namespace: string | undefined,
): Problem[] {
  return [
    ...(selector instanceof Workload ? selector.problems('selector', namespace) : []),
    ...policyTargetProblems('targetRefs', targetRefs, namespace),
  ];
}
