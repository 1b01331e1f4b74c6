import type { Manifest } from '../../core/manifest';
import { rightsLabels } from '../labels';
import { pullSecrets } from '../pull-secrets';
import { given, type IstiodValues } from '../values';
import { readsConfiguration } from './placement';
import { revisioned } from './revision';

/** The identity of istiod. */
export function serviceAccount(values: IstiodValues): Manifest | undefined {
  if (!readsConfiguration(values)) return undefined;
  const { global, pilot } = values;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: revisioned('istiod', values),
      namespace: global.istioNamespace,
      labels: rightsLabels(),
      annotations: given(pilot.serviceAccountAnnotations),
    },
    imagePullSecrets: pullSecrets(global.imagePullSecrets),
  };
}
