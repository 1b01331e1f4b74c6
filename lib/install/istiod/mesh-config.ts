import type { MeshConfig, MeshConfigDefaultProviders } from '../../../imports/mesh-config';
import type { Manifest } from '../../core/manifest';
import { type AddedProvider, withProviders } from '../extension-providers/mesh-providers';
import { pilotLabels } from '../labels';
import { layer } from '../layering';
import { given, type IstiodValues } from '../values';
import { defaultTracing } from './default-tracing';
import { remoteServiceName } from './remote';
import { revisioned } from './revision';
import { yamlText } from './text';

/** Where proxies report to unless `meshConfig.defaultProviders` says so. */
function defaultProviders({ meshConfig, telemetry }: IstiodValues): MeshConfigDefaultProviders | undefined {
  if (!telemetry.enabled || !telemetry.v2.enabled || given(meshConfig.defaultProviders) !== undefined) return undefined;
  const { prometheus, stackdriver } = telemetry.v2;
  if (!prometheus.enabled && !stackdriver.enabled) return undefined;
  return {
    metrics: [...(prometheus.enabled ? ['prometheus'] : []), ...(stackdriver.enabled ? ['stackdriver'] : [])],
    ...(stackdriver.enabled ? { accessLogging: ['stackdriver'] } : {}),
  };
}

/** Where proxies find istiod. */
function discoveryAddress(values: IstiodValues): string {
  const { global, istiodRemote } = values;
  const elsewhere = istiodRemote.enabled && global.remotePilotAddress !== '';
  const service = elsewhere ? remoteServiceName(values) : revisioned('istiod', values);
  return `${service}.${global.istioNamespace}.svc:15012`;
}

/** The mesh configuration that follows from the other values, with `meshConfig` laid over it. */
export function effectiveMeshConfig(values: IstiodValues): MeshConfig {
  const { global, meshConfig } = values;
  const imageType = given(global.proxy.variant) ?? given(global.variant);
  const generated: MeshConfig = {
    trustDomain: 'cluster.local',
    rootNamespace: given(meshConfig.rootNamespace) ?? global.istioNamespace,
    defaultProviders: defaultProviders(values),
    defaultConfig: {
      meshId: given(global.meshID),
      image: imageType === undefined ? undefined : { imageType },
      tracing: defaultTracing(values),
      discoveryAddress: discoveryAddress(values),
    },
  };
  return layer(generated, meshConfig);
}

/**
 * What istiod and the proxies do, as istiod reads it while it runs.
 * @param added providers beside those of the values
 */
export function meshConfigMap(values: IstiodValues, added: readonly AddedProvider[] = []): Manifest | undefined {
  const { global, pilot } = values;
  if (!pilot.configMap) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: revisioned('istio', values), namespace: global.istioNamespace, labels: pilotLabels(values) },
    data: {
      mesh: yamlText(withProviders(effectiveMeshConfig(values), added)),
      meshNetworks: yamlText({ networks: global.meshNetworks }),
    },
  };
}
