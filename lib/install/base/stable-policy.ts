import type { Manifest } from '../../core/manifest';
import { BASE_RELEASE, commonLabels, type Labels, revisionLabel } from '../labels';
import type { IstiodValues, LabelSelector } from '../values';
import { CONFIGURATION_RULES } from './validation-webhook';

const UNSTABLE_KINDS = ['EnvoyFilter', 'WasmPlugin', 'ProxyConfig'];

/** Lists of a Telemetry, each with the field of its entries that is not stable. */
const UNSTABLE_TELEMETRY = {
  tracing: 'useRequestIdForTraceSampling',
  metrics: 'reportingInterval',
  accessLogging: 'filter',
};

const UNSTABLE_SOURCES = ['trustDomains', 'notTrustDomains'];

const telemetry = Object.entries(UNSTABLE_TELEMETRY)
  .map(([list, field]) => `(has(object.spec.${list}) ? object.spec.${list} : {}).exists(entry, has(entry.${field}))`)
  .join(' || ');

const sources = UNSTABLE_SOURCES.map((field) => `has(origin.source.${field})`).join(' || ');

const VARIABLES = [...UNSTABLE_KINDS, 'Telemetry', 'AuthorizationPolicy'].map((kind) => ({
  name: `is${kind}`,
  expression: `object.kind == '${kind}'`,
}));

const VALIDATIONS = [
  ...UNSTABLE_KINDS.map((kind) => `!variables.is${kind}`),
  `!(variables.isTelemetry && (${telemetry}))`,
  '!(variables.isAuthorizationPolicy && has(object.spec.rules) && object.spec.rules.exists(rule, ' +
    `has(rule.from) && rule.from.exists(origin, has(origin.source) && (${sources}))))`,
].map((expression) => ({ expression }));

/** A policy that refuses what is not stable, and its binding. */
export interface StablePolicy {
  readonly name: string;
  readonly bindingName: string;
  readonly labels: Labels;
  /**
   * Objects for which it holds.
   * @default all
   */
  readonly objectSelector?: LabelSelector;
}

/** Refuses kinds and fields that Istio does not call stable, in the API server itself. */
export function stablePolicy({ name, bindingName, labels, objectSelector }: StablePolicy): Manifest[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, labels },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: CONFIGURATION_RULES, objectSelector },
        variables: VARIABLES,
        validations: VALIDATIONS,
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: bindingName, labels },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

/** The policy for configuration that names no revision. */
export function defaultStablePolicy({ experimental, defaultRevision }: IstiodValues): Manifest[] {
  if (!experimental.stableValidationPolicy || defaultRevision === '') return [];
  return stablePolicy({
    name: 'stable-channel-default-policy.istio.io',
    bindingName: 'stable-channel-default-policy-binding.istio.io',
    labels: {
      release: BASE_RELEASE,
      istio: 'istiod',
      'istio.io/rev': revisionLabel(defaultRevision),
      'app.kubernetes.io/name': 'istiod',
      ...commonLabels(BASE_RELEASE),
    },
  });
}
