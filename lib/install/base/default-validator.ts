import type { Manifest } from '../../core/manifest';
import { BASE_RELEASE, validatorLabels } from '../labels';
import type { IstiodValues } from '../values';
import { validationWebhook } from './validation-webhook';

/** The webhook for configuration that names no revision. */
export function defaultValidator(values: IstiodValues): Manifest | undefined {
  const { defaultRevision, global } = values;
  if (defaultRevision === '') return undefined;
  const service = {
    name: defaultRevision === 'default' ? 'istiod' : `istiod-${defaultRevision}`,
    namespace: global.istioNamespace,
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'istiod-default-validator', labels: validatorLabels(BASE_RELEASE, defaultRevision) },
    webhooks: [validationWebhook({ name: 'validation.istio.io', service }, values)],
  };
}
