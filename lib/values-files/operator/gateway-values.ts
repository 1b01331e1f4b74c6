import { isTree, merged, type Tree, valueAt } from '../../core/tree';
import type { Component, ComponentSpec } from './component';

/** What the profile `demo` says of the gateways of istioctl. */
const DEMO: Tree = { autoscaleEnabled: false, resources: { requests: { cpu: '10m', memory: '40Mi' } } };

const DEMO_PORTS = [
  { name: 'status-port', port: 15021, targetPort: 15021 },
  { name: 'http2', port: 80, targetPort: 8080 },
  { name: 'https', port: 443, targetPort: 8443 },
  { name: 'tcp', port: 31400, targetPort: 31400 },
  { name: 'tls', port: 15443, targetPort: 15443 },
];

function profileValues(values: Tree, isIngress: boolean): Tree {
  const profile = values['profile'] ?? valueAt(values, ['global', 'profile']);
  if (profile !== 'demo') return {};
  return isIngress ? { ...DEMO, ports: DEMO_PORTS } : DEMO;
}

/** Only what is there. */
function present(fields: Tree): Tree {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The volumes of a gateway of istioctl as those of a pod, but for the two optional ones of every gateway. */
function volumesOf(legacy: Tree): Tree {
  const listed = (name: string, source: string, key: string) =>
    ((legacy[name] ?? []) as readonly Tree[]).map((volume) => ({
      volume,
      source: { [source]: { [key]: volume[key], optional: true } },
    }));
  const all = [...listed('secretVolumes', 'secret', 'secretName'), ...listed('configVolumes', 'configMap', 'configMapName')];
  if (all.length === 0) return {};
  return {
    volumes: all.map(({ volume, source }) => ({
      name: volume['name'],
      ...(source['configMap'] === undefined ? source : { configMap: { name: volume['configMapName'], optional: true } }),
    })),
    volumeMounts: all.map(({ volume }) => ({ name: volume['name'], mountPath: volume['mountPath'], readOnly: true })),
  };
}

/**
 * The values of the chart `gateway` for a gateway of an IstioOperator, whose own charts istioctl alone has.
 * @param own what stands for it under `values.gateways`
 * @param values everything under `values`
 */
export function gatewayValues({ spec: kind }: Component, { name, label, k8s }: ComponentSpec, own: Tree, values: Tree): Tree {
  const isIngress = kind === 'ingressGateways';
  const legacy = merged(profileValues(values, isIngress), own);
  const global = isTree(values['global']) ? values['global'] : {};
  const budget = valueAt(global, ['defaultPodDisruptionBudget', 'enabled']) ?? true;
  const { type = isIngress ? undefined : 'ClusterIP' } = legacy;
  const ports = k8s?.service?.ports ?? legacy['ports'];
  return present({
    ...volumesOf(legacy),
    name: name ?? legacy['name'] ?? (isIngress ? 'istio-ingressgateway' : 'istio-egressgateway'),
    revision: values['revision'],
    platform: values['platform'],
    profile: values['profile'],
    compatibilityVersion: values['compatibilityVersion'],
    global: values['global'],
    labels: label ?? legacy['labels'],
    replicaCount: legacy['replicaCount'],
    autoscaling: present({
      enabled: legacy['autoscaleEnabled'],
      minReplicas: legacy['autoscaleMin'],
      maxReplicas: legacy['autoscaleMax'],
      targetCPUUtilizationPercentage: valueAt(legacy, ['cpu', 'targetAverageUtilization']),
    }),
    podDisruptionBudget: budget === true ? { minAvailable: 1 } : undefined,
    resources: legacy['resources'],
    env: legacy['env'],
    nodeSelector: legacy['nodeSelector'],
    tolerations: legacy['tolerations'],
    podAnnotations: legacy['podAnnotations'],
    serviceAccount: legacy['serviceAccount'],
    additionalContainers: legacy['additionalContainers'],
    service: present({
      type,
      ports,
      annotations: legacy['serviceAnnotations'],
      loadBalancerIP: legacy['loadBalancerIP'],
      loadBalancerSourceRanges: legacy['loadBalancerSourceRanges'],
      externalTrafficPolicy: legacy['externalTrafficPolicy'],
      ipFamilyPolicy: legacy['ipFamilyPolicy'],
      ipFamilies: legacy['ipFamilies'],
    }),
  });
}
