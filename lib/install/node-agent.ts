import type { Manifest, ManifestMetadata } from '../core/manifest';
import { LARGEST_INT32, wholeNumberProblems } from '../core/numbers';
import type { Problem } from '../core/problem';
import type { Toleration } from './values';

/** The class of pods without which a node is of no use. */
export const NODE_CRITICAL = 'system-node-critical';

/** What puts a pod on every node, whatever its taints. */
export const EVERY_NODE: readonly Toleration[] = [
  { effect: 'NoSchedule', operator: 'Exists' },
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  { effect: 'NoExecute', operator: 'Exists' },
];

/** How the pods of a DaemonSet are replaced. */
export interface UpdateStrategy {
  /** `OnDelete` replaces a pod when somebody deletes it. @default RollingUpdate */
  readonly type: 'RollingUpdate' | 'OnDelete';
  readonly rollingUpdate?: {
    /** Nodes that may have an old and a new pod at once, a number or a percentage. Either this or `maxUnavailable` is 0. @default 0 */
    readonly maxSurge?: number | string;
    /** Nodes that may be without a pod at once, a number or a percentage. Either this or `maxSurge` is 0. @default 1 */
    readonly maxUnavailable?: number | string;
  };
}

/** Room for node-critical pods in a namespace of their own, without which GKE starts them in `kube-system` alone. */
export interface ResourceQuotas {
  /** Whether the quota is made. @default false, true on platform gke */
  readonly enabled: boolean;
  /** Most node-critical pods in the namespace, at least one for each node. @default 5000 */
  readonly pods: number;
}

/** The quota that lets node-critical pods into a namespace. */
export function nodeCriticalQuota(metadata: ManifestMetadata, { enabled, pods }: ResourceQuotas): Manifest | undefined {
  if (!enabled) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: {
      hard: { pods: String(pods) },
      scopeSelector: { matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: [NODE_CRITICAL] }] },
    },
  };
}

/** Problems of a quota: with none allowed, no pod of the agent would start. */
export function quotaProblems({ enabled, pods }: ResourceQuotas): Problem[] {
  return enabled ? wholeNumberProblems('resourceQuotas.pods', pods, 1, LARGEST_INT32) : [];
}

const isNone = (amount: number | string) => /^0+%?$/.test(String(amount));

function amountProblems(field: string, amount: number | string | undefined): Problem[] {
  if (amount === undefined || (typeof amount === 'string' ? /^\d+%$/.test(amount) : Number.isInteger(amount) && amount >= 0))
    return [];
  return [{ field, problem: 'must be a number of nodes or a percentage', got: amount, fix: "use for example 1 or '25%'" }];
}

/** Problems of a rolling update: the API server takes exactly one of the two amounts. */
export function updateStrategyProblems({ type, rollingUpdate }: UpdateStrategy): Problem[] {
  if (type === 'OnDelete' || rollingUpdate === undefined) return [];
  const { maxSurge, maxUnavailable } = rollingUpdate;
  const field = 'updateStrategy.rollingUpdate';
  const problems = [
    ...amountProblems(`${field}.maxSurge`, maxSurge),
    ...amountProblems(`${field}.maxUnavailable`, maxUnavailable),
  ];
  const surges = !isNone(maxSurge ?? 0);
  const misses = !isNone(maxUnavailable ?? 1);
  if (problems.length > 0 || surges !== misses) return problems;
  return [
    !surges
      ? { field, problem: 'lets no update begin', got: rollingUpdate, fix: 'raise maxSurge or maxUnavailable' }
      : {
          field,
          problem: 'has both maxSurge and maxUnavailable',
          got: rollingUpdate,
          fix: 'set the one that is not wanted to 0',
        },
  ];
}
