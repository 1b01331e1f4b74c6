import type { Problem } from '../core/problem';

/** An object that a policy is for, as it stands in YAML. */
interface Target {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Where a policy says what it is for, as it stands in YAML. */
interface Targeting {
  readonly selector?: unknown;
  readonly workloadSelector?: unknown;
  readonly targetRef?: Target;
  readonly targetRefs?: readonly Target[];
}

const KINDS = [
  'core/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
];

function kindProblems(field: string, { group, kind }: Target): Problem[] {
  const core = group === undefined || group === '';
  if (KINDS.includes(`${core ? 'core' : group}/${kind}`)) return [];
  const got = core ? kind : `${group}/${kind}`;
  const fix = `use one of ${KINDS.join(', ')}`;
  return [{ field: `${field}.kind`, problem: 'is nothing that a policy can be for', got, fix }];
}

function namespaceProblems(field: string, { namespace }: Target): Problem[] {
  if (namespace === undefined || namespace === '') return [];
  const problem = 'is set, and a policy is for objects of its own namespace alone';
  const fix = 'remove it, and put the policy in that namespace';
  return [{ field: `${field}.namespace`, problem, got: namespace, fix }];
}

function placedTargets({ targetRef, targetRefs }: Targeting): readonly (readonly [field: string, target: Target])[] {
  return [
    ...(targetRef === undefined ? [] : [['targetRef', targetRef] as const]),
    ...(targetRefs ?? []).map((target, i) => [`targetRefs[${i}]`, target] as const),
  ];
}

/** Problems of what an object is for, whatever kind that is: its workloads by label, or some objects, and not both. */
export function anyTargetingProblems(spec: Targeting): Problem[] {
  const given = (['selector', 'workloadSelector', 'targetRef', 'targetRefs'] as const).filter((name) => spec[name] !== undefined);
  return [
    ...given.slice(1).map((name) => ({ field: name, problem: `is set beside ${given[0]}`, fix: 'keep one of the two' })),
    ...placedTargets(spec).flatMap(([field, target]) => namespaceProblems(field, target)),
  ];
}

/** Problems of what a policy is for: its workloads by label, or some objects of kinds that a policy can be for. */
export function targetingProblems(spec: Targeting): Problem[] {
  return [...anyTargetingProblems(spec), ...placedTargets(spec).flatMap(([field, target]) => kindProblems(field, target))];
}
