import type { Manifest } from '../../core/manifest';
import { BASE_RELEASE, readerLabels } from '../labels';
import { pullSecrets } from '../pull-secrets';
import type { IstiodValues } from '../values';

/** The identity with which other clusters read this one. */
export function readerServiceAccount({ global }: IstiodValues): Manifest | undefined {
  if (!(global.enableReaderRBAC ?? true) || global.readerServiceAccount !== undefined) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'istio-reader-service-account',
      namespace: global.istioNamespace,
      labels: readerLabels(BASE_RELEASE),
    },
    imagePullSecrets: pullSecrets(global.imagePullSecrets),
  };
}
