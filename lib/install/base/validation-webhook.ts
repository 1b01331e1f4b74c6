import { given, type IstiodValues } from '../values';

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
 * One webhook that checks Istio configuration. Applied once, it fails open until istiod writes its certificate into it, unless the
 * certificate is given.
 */
export function validationWebhook(
  { name, service }: ValidationWebhook,
  { base, webhooks }: Pick<IstiodValues, 'base' | 'webhooks'>,
): Readonly<Record<string, unknown>> {
  const caBundle = given(base.validationCABundle);
  const url = given(base.validationURL);
  const policy = base.validationFailurePolicy ?? (webhooks.delivery === 'install' ? 'Ignore' : undefined);
  return {
    name,
    clientConfig: { ...(url === undefined ? { service: { ...service, path: '/validate' } } : { url }), caBundle },
    rules: CONFIGURATION_RULES,
    failurePolicy: caBundle === undefined ? policy : 'Fail',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  };
}
