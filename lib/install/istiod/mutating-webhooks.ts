import type { Manifest } from '../../core/manifest';
import { type Labels, pilotLabels, revisionLabel } from '../labels';
import { given, type IstiodValues } from '../values';
import { injectionWebhooks } from './injection-webhooks';
import { revisioned } from './revision';

/** Control planes in other namespaces than the usual one carry its name, so that two of them can be told apart. */
function named(name: string, { global }: IstiodValues): string {
  return global.istioNamespace === 'istio-system' ? name : `${name}-${global.istioNamespace}`;
}

function configuration(values: IstiodValues, name: string, labels: Labels, webhooks: readonly object[]): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name: named(name, values),
      labels: { app: 'sidecar-injector', ...pilotLabels(values), ...labels },
      annotations: given(values.pilot.sidecarInjectorWebhookAnnotations),
    },
    webhooks,
  };
}

/** Sends new pods to istiod, for their sidecars. */
export function sidecarInjector(values: IstiodValues): Manifest | undefined {
  if (values.global.operatorManageWebhooks) return undefined;
  const { revision } = values;
  const webhooks = injectionWebhooks(values, revisionLabel(revision), revision === '');
  return configuration(values, revisioned('istio-sidecar-injector', values), {}, webhooks);
}

/** The same for pods that ask for a tag of this control plane; the tag `default` is asked for without a name. */
export function revisionTagInjectors(values: IstiodValues): Manifest[] {
  if (values.global.operatorManageWebhooks) return [];
  return values.revisionTags.map((tag) => {
    const webhooks = injectionWebhooks(values, tag, tag === 'default');
    return configuration(values, `istio-revision-tag-${tag}`, { 'istio.io/tag': tag }, webhooks);
  });
}
