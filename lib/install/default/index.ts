import type { Manifest } from '../../core/manifest';
import { validationWebhook } from '../base/validation-webhook';
import { injectionWebhooks } from '../istiod/injection-webhooks';
import { revisioned } from '../istiod/revision';
import { commonLabels, DEFAULT_RELEASE, pilotLabels, revisionLabel } from '../labels';
import type { IstiodValues } from '../values';

const TAG = 'default';

function injector(values: IstiodValues): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name: `istio-revision-tag-${TAG}`,
      labels: { app: 'sidecar-injector', ...pilotLabels(values, DEFAULT_RELEASE), 'istio.io/tag': TAG },
    },
    webhooks: injectionWebhooks(values, TAG, true),
  };
}

function validator(values: IstiodValues): Manifest {
  const service = { name: revisioned('istiod', values), namespace: values.global.istioNamespace };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: 'istiod-default-validator',
      labels: {
        app: 'istiod',
        istio: 'istiod',
        'istio.io/rev': revisionLabel(values.revision),
        'istio.io/tag': TAG,
        'operator.istio.io/component': 'Pilot',
        'app.kubernetes.io/name': 'istiod',
        ...commonLabels(DEFAULT_RELEASE),
      },
    },
    webhooks: [
      {
        ...validationWebhook({ name: 'validation.istio.io', service }, values),
        objectSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'DoesNotExist' }] },
      },
    ],
  };
}

/**
 * The objects of the chart `default`: what asks for no revision goes to the one of these values.
 * @param values of that control plane
 */
export function defaultRevisionManifests(values: IstiodValues): Manifest[] {
  return [injector(values), validator(values)];
}
