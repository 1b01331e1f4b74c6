import type { Manifest } from '../../core/manifest';
import { injectorConfig, injectorValues } from '../injection';
import { pilotLabels } from '../labels';
import type { IstiodValues } from '../values';
import { revisioned } from './revision';
import { jsonText, yamlText } from './text';

/** What istiod adds to pods: its templates, and the values that they read. */
export function injectorConfigMap(values: IstiodValues): Manifest | undefined {
  const { global } = values;
  if (global.omitSidecarInjectorConfigMap) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: revisioned('istio-sidecar-injector', values),
      namespace: global.istioNamespace,
      labels: pilotLabels(values),
    },
    data: { config: yamlText(injectorConfig(values)), values: jsonText(injectorValues(values)) },
  };
}
