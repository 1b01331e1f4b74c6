import type { PlatformName } from '../platforms';
import type {
  Affinity,
  EnvVar,
  LabelSelector,
  ResourceRequirements,
  ScalingBehavior,
  ScalingRules,
  SeccompProfile,
  Toleration,
  TopologySpreadConstraint,
} from '../values';
import type { NodeSelectorRequirement, NodeSelectorTerm, PodAffinity, PodAffinityTerm } from '../values/scheduling';
import {
  ANY_MAP,
  type FieldsOf,
  fields,
  listOf,
  mapOf,
  NUMBER,
  NUMBER_OR_TEXT,
  oneOf,
  PRINTED,
  SETTING,
  TEXT,
  TEXT_MAP,
  TEXTS,
} from './kind';

export const RESOURCES: FieldsOf<ResourceRequirements> = { requests: mapOf(NUMBER_OR_TEXT), limits: mapOf(NUMBER_OR_TEXT) };

export const SECCOMP_PROFILE: FieldsOf<SeccompProfile> = {
  type: oneOf({ RuntimeDefault: true, Unconfined: true, Localhost: true }),
  localhostProfile: TEXT,
};

const TOLERATION: FieldsOf<Toleration> = {
  key: TEXT,
  operator: oneOf({ Equal: true, Exists: true }),
  value: TEXT,
  effect: oneOf({ NoSchedule: true, PreferNoSchedule: true, NoExecute: true }),
  tolerationSeconds: NUMBER,
};

export const TOLERATIONS = listOf(fields(TOLERATION));

const SELECTOR: FieldsOf<LabelSelector> = {
  matchLabels: TEXT_MAP,
  matchExpressions: listOf(
    fields({ key: TEXT, operator: oneOf({ In: true, NotIn: true, Exists: true, DoesNotExist: true }), values: TEXTS }),
  ),
};

export const LABEL_SELECTOR = fields(SELECTOR);

const SPREAD: FieldsOf<TopologySpreadConstraint> = {
  maxSkew: NUMBER,
  topologyKey: TEXT,
  whenUnsatisfiable: oneOf({ DoNotSchedule: true, ScheduleAnyway: true }),
  labelSelector: LABEL_SELECTOR,
  matchLabelKeys: TEXTS,
  minDomains: NUMBER,
  nodeAffinityPolicy: oneOf({ Honor: true, Ignore: true }),
  nodeTaintsPolicy: oneOf({ Honor: true, Ignore: true }),
};

export const SPREAD_CONSTRAINTS = listOf(fields(SPREAD));

const NODE_REQUIREMENT: FieldsOf<NodeSelectorRequirement> = {
  key: TEXT,
  operator: oneOf({ In: true, NotIn: true, Exists: true, DoesNotExist: true, Gt: true, Lt: true }),
  values: TEXTS,
};

const NODE_TERM: FieldsOf<NodeSelectorTerm> = {
  matchExpressions: listOf(fields(NODE_REQUIREMENT)),
  matchFields: listOf(fields(NODE_REQUIREMENT)),
};

const POD_TERM: FieldsOf<PodAffinityTerm> = {
  topologyKey: TEXT,
  labelSelector: LABEL_SELECTOR,
  matchLabelKeys: TEXTS,
  mismatchLabelKeys: TEXTS,
  namespaces: TEXTS,
  namespaceSelector: LABEL_SELECTOR,
};

const POD_AFFINITY: FieldsOf<PodAffinity> = {
  requiredDuringSchedulingIgnoredDuringExecution: listOf(fields(POD_TERM)),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({ weight: NUMBER, podAffinityTerm: fields(POD_TERM) })),
};

export const AFFINITY: FieldsOf<Affinity> = {
  nodeAffinity: fields({
    requiredDuringSchedulingIgnoredDuringExecution: fields({ nodeSelectorTerms: listOf(fields(NODE_TERM)) }),
    preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({ weight: NUMBER, preference: fields(NODE_TERM) })),
  }),
  podAffinity: fields(POD_AFFINITY),
  podAntiAffinity: fields(POD_AFFINITY),
};

const SCALING_RULES: FieldsOf<ScalingRules> = {
  stabilizationWindowSeconds: NUMBER,
  selectPolicy: oneOf({ Max: true, Min: true, Disabled: true }),
  policies: listOf(fields({ type: oneOf({ Pods: true, Percent: true }), value: NUMBER, periodSeconds: NUMBER })),
  tolerance: TEXT,
};

export const SCALING_BEHAVIOR: FieldsOf<ScalingBehavior> = { scaleUp: fields(SCALING_RULES), scaleDown: fields(SCALING_RULES) };

const ENV_VAR: FieldsOf<EnvVar> = { name: TEXT, value: TEXT, valueFrom: ANY_MAP };

export const ENV_VARS = listOf(fields(ENV_VAR));

/** Environment as a map of which the chart reads some as booleans. */
export const SETTINGS = mapOf(SETTING);

/** Environment as a map. */
export const ENVIRONMENT = mapOf(PRINTED);

/** Lists of what is passed through as written: volumes, mounts, containers. */
export const PASSED_THROUGH = listOf(ANY_MAP);

export const PULL_POLICY = oneOf({ Always: true, IfNotPresent: true, Never: true, '': true });

export const IP_FAMILY = oneOf({ IPv4: true, IPv6: true });

export const IP_FAMILY_POLICY = oneOf({ SingleStack: true, PreferDualStack: true, RequireDualStack: true });

export const IP_FAMILY_POLICY_OR_NONE = oneOf({ SingleStack: true, PreferDualStack: true, RequireDualStack: true, '': true });

export const DNS_POLICY = oneOf({ ClusterFirst: true, ClusterFirstWithHostNet: true, Default: true, None: true, '': true });

export const RESOURCE_SCOPE = oneOf({ all: true, cluster: true, namespace: true });

/** Where the cluster runs; `''` for nowhere in particular. */
export const PLATFORM = oneOf<PlatformName | ''>({
  gke: true,
  k3d: true,
  k3s: true,
  microk8s: true,
  minikube: true,
  openshift: true,
  '': true,
});
