import type { Manifest } from '../../core/manifest';
import { pilotLabels, revisionLabel } from '../labels';
import type { IstiodValues } from '../values';
import { yamlText } from './text';

/** Defaults of the objects that istiod makes for Gateways, one ConfigMap a class. */
export function gatewayClassConfigMaps(values: IstiodValues): Manifest[] {
  return Object.entries(values.gatewayClasses).map(([name, objects]) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `istio-${revisionLabel(values.revision)}-gatewayclass-${name}`,
      namespace: values.global.istioNamespace,
      labels: { ...pilotLabels(values), 'gateway.istio.io/defaults-for-class': name },
    },
    data: Object.fromEntries(Object.entries(objects).map(([kind, overlay]) => [kind, yamlText(overlay)])),
  }));
}
