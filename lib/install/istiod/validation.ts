import type { Manifest } from '../../core/manifest';
import { stablePolicy } from '../base/stable-policy';
import { validationWebhook } from '../base/validation-webhook';
import { commonLabels, ISTIOD_RELEASE, revisionLabel, validatorLabels } from '../labels';
import type { IstiodValues, LabelSelector } from '../values';
import { readsConfiguration } from './placement';
import { clusterWide, revisioned } from './revision';

/** Configuration that names this revision. */
function ofRevision({ revision }: IstiodValues): LabelSelector {
  return { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: [revisionLabel(revision)] }] };
}

/** The webhook for configuration that names this revision. */
export function validator(values: IstiodValues): Manifest | undefined {
  const { global, revision } = values;
  if (!global.configValidation || !readsConfiguration(values)) return undefined;
  const service = { name: revisioned('istiod', values), namespace: global.istioNamespace };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: clusterWide('istio-validator', values), labels: validatorLabels(ISTIOD_RELEASE, revision) },
    webhooks: [
      { ...validationWebhook({ name: 'rev.validation.istio.io', service }, values), objectSelector: ofRevision(values) },
    ],
  };
}

/** The policy for configuration that names this revision. */
export function revisionStablePolicy(values: IstiodValues): Manifest[] {
  if (!values.experimental.stableValidationPolicy || !readsConfiguration(values)) return [];
  return stablePolicy({
    name: `${clusterWide('stable-channel-policy', values)}.istio.io`,
    bindingName: `${clusterWide('stable-channel-policy-binding', values)}.istio.io`,
    labels: { 'app.kubernetes.io/name': 'istiod', ...commonLabels(ISTIOD_RELEASE) },
    objectSelector: ofRevision(values),
  });
}
