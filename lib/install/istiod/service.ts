import type { Manifest } from '../../core/manifest';
import { type Labels, pilotLabels } from '../labels';
import { given, type IstiodValues } from '../values';
import { runsHere } from './placement';
import { podSelector, revisioned } from './revision';

const PORTS = [
  { name: 'grpc-xds', port: 15010, protocol: 'TCP' },
  { name: 'https-dns', port: 15012, protocol: 'TCP' },
  { name: 'https-webhook', port: 443, targetPort: 15017, protocol: 'TCP' },
  { name: 'http-monitoring', port: 15014, protocol: 'TCP' },
];

function serviceNamed(name: string, values: IstiodValues, labels: Labels, spec: object): Manifest {
  const { global, pilot } = values;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: global.istioNamespace,
      labels: { app: 'istiod', istio: 'pilot', ...pilotLabels(values), ...labels },
      annotations: given(pilot.serviceAnnotations),
    },
    spec: {
      ports: PORTS,
      selector: podSelector(values),
      ipFamilyPolicy: given(pilot.ipFamilyPolicy),
      ipFamilies: given(pilot.ipFamilies),
      ...spec,
    },
  };
}

/** Where proxies, and the API server for its webhooks, find istiod. */
export function service(values: IstiodValues): Manifest | undefined {
  if (!runsHere(values)) return undefined;
  return serviceNamed(revisioned('istiod', values), values, {}, { trafficDistribution: values.pilot.trafficDistribution });
}

/** The same for every revision tag, under a name that stays when the tag moves on. */
export function revisionTagServices(values: IstiodValues): Manifest[] {
  return values.revisionTags.map((tag) => serviceNamed(`istiod-revision-tag-${tag}`, values, { 'istio.io/tag': tag }, {}));
}
