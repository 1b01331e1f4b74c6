import { type BaseValues, given } from '../values';

/** Everything that Istio configuration is made of. */
export const CONFIGURATION_RULES = [
  {
    operations: ['CREATE', 'UPDATE'],
    apiGroups: ['security.istio.io', 'networking.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
    apiVersions: ['*'],
    resources: ['*'],
  },
];

/** Where the configuration is checked. */
export interface ValidationWebhook {
  readonly name: string;
  /** Service of the istiod that checks. */
  readonly service: { readonly name: string; readonly namespace: string };
}

/**
 * One webhook that checks Istio configuration. It fails open until istiod writes its certificate into it, unless the
 * certificate is given.
 */
export function validationWebhook({ name, service }: ValidationWebhook, base: BaseValues): Readonly<Record<string, unknown>> {
  const caBundle = given(base.validationCABundle);
  const url = given(base.validationURL);
  return {
    name,
    clientConfig: { ...(url === undefined ? { service: { ...service, path: '/validate' } } : { url }), caBundle },
    rules: CONFIGURATION_RULES,
    failurePolicy: caBundle === undefined ? (base.validationFailurePolicy ?? 'Ignore') : 'Fail',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  };
}
